#!/bin/sh
# check.sh TORTURE PICTURES GOLDEN: writes the torture document twice, has qpdf check
# it, and compares the structure and text that poppler reads back with GOLDEN.
# UPDATE=1 writes GOLDEN instead.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" "$folder/a.pdf" "$2" 70
"$1" "$folder/b.pdf" "$2" 70
cmp "$folder/a.pdf" "$folder/b.pdf" || { echo "two runs differ"; exit 1; }
qpdf --check "$folder/a.pdf" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
[ "$(qpdf --show-npages "$folder/a.pdf")" = 74 ] || { echo "not 74 pages"; exit 1; }
# Object numbers may change with any new object; the rest may not.
"$1" "$folder/short.pdf" "$2"
pdfinfo -struct-text "$folder/short.pdf" | sed 's/Object [0-9]* 0/Object/' >"$folder/read"
[ -z "${UPDATE:-}" ] || cp "$folder/read" "$3"
diff -u "$3" "$folder/read"
# Labels as printed, and every bookmark where it leads.
qpdf --json "$folder/a.pdf" >"$folder/json"
python3 - "$folder/json" <<'END'
import json, sys
pdf = json.load(open(sys.argv[1]))
labels = [(entry["index"], entry["label"]) for entry in pdf["pagelabels"]]
assert labels == [(0, {"/P": "u:i", "/St": 1}), (1, {"/P": "u:ii", "/St": 1}),
                  (2, {"/S": "/D", "/St": 1}), (4, {"/S": "/D", "/St": 5})], labels
def count(items):
    return sum(1 + count(item["kids"]) for item in items)
def pages(items):
    for item in items:
        yield item["destpageposfrom1"]
        yield from pages(item["kids"])
assert count(pdf["outlines"]) == 74, count(pdf["outlines"])
assert list(pages(pdf["outlines"])) == [1, 3, 4, 5] + list(range(5, 75))
assert all(page["outlines"] or page["pageposfrom1"] == 2 for page in pdf["pages"])
END
