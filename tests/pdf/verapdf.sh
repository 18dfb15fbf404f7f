#!/bin/sh
# verapdf.sh JARS TORTURE PICTURES: veraPDF finds no fault with the torture document,
# as PDF/UA-1 and PDF/A-2a, and in PDF 2.0 as UA-2, A-4 and both parts of WTPDF 1.0.
# Exit status 77 where it is not installed.
set -eu
[ -d "$1" ] || { echo "skipped: no veraPDF in $1 (./dev test fetches it)"; exit 77; }
command -v java >/dev/null || { echo "skipped: no java"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
judge=$(dirname "$0")/../judges/verapdf.py
"$2" "$folder/torture.pdf" "$3" 20
python3 "$judge" "$folder/torture.pdf"
"$2" "$folder/torture.pdf" "$3" 20 2.0
python3 "$judge" --pdf 2.0 "$folder/torture.pdf"
