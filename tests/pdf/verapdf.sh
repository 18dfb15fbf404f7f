#!/bin/sh
# verapdf.sh JARS TORTURE PICTURES CONCORDAT [PAGES]: veraPDF finds no fault with the torture
# document of the writer, that of the formatter (mixed_fo.py) and the bench's book, as PDF/UA-1
# and PDF/A-2a, and in PDF 2.0 as UA-2, A-4 and both parts of WTPDF 1.0.
# Exit status 77 where it is not installed.
set -eu
[ -d "$1" ] || { echo "skipped: no veraPDF in $1 (./dev test fetches it)"; exit 77; }
command -v java >/dev/null || { echo "skipped: no java"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
judge=$(dirname "$0")/../judges/verapdf.py
python3 "$(dirname "$0")/mixed_fo.py" >"$folder/mixed.fo"
python3 "$(dirname "$0")/../bench/print.py" --write "$folder/book.fo" "$4" --pages "${5:-20}"
for version in 1.7 2.0; do
  "$2" "$folder/torture.pdf" "$3" 20 $version
  "$4" fo --pdf $version "$folder/mixed.fo" "$folder/mixed.pdf"
  "$4" fo --pdf $version "$folder/book.fo" "$folder/book.pdf"
  python3 "$judge" --pdf $version "$folder/torture.pdf" "$folder/mixed.pdf" "$folder/book.pdf"
done
