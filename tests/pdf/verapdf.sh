#!/bin/sh
# verapdf.sh JARS TORTURE PICTURES: veraPDF finds no fault with the torture document,
# as PDF/UA-1 and as PDF/A-2a. Exit status 77 where it is not installed.
set -eu
[ -d "$1" ] || { echo "skipped: no veraPDF in $1 (./dev test fetches it)"; exit 77; }
command -v java >/dev/null || { echo "skipped: no java"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$2" "$folder/torture.pdf" "$3" 20
java -cp "$1/*" org.verapdf.apps.GreenfieldCliWrapper --flavour 0 --format text -v \
  "$folder/torture.pdf" >"$folder/result" 2>"$folder/log" || true
# A file that does not claim a standard is not checked for it: both must be there.
if grep -q '^PASS .* 2a$' "$folder/result" && grep -q '^PASS .* ua1$' "$folder/result" &&
  ! grep -q '^FAIL' "$folder/result"; then
  exit 0
fi
cat "$folder/result" "$folder/log"
exit 1
