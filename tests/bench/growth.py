#!/usr/bin/env python3
"""What documents cost that are much of one thing, and what four times as much costs.

usage: growth.py PROGRAM [NAME…]

A ratio near 4 is linear, near 16 quadratic.
"""
import resource
import subprocess
import sys
import tempfile
import pathlib

HEAD = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1"
 xml:lang="en" font-family="Liberation Sans" font-size="10pt"><fo:layout-master-set>
<fo:simple-page-master master-name="m" page-width="210mm" page-height="297mm" margin="20mm">
<fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:declarations><p:info title="Much"/></fo:declarations>
<fo:page-sequence master-reference="m"><fo:flow flow-name="xsl-region-body">"""
TAIL = "</fo:flow></fo:page-sequence></fo:root>\n"
TINY = 'font-size="0.1pt" line-height="0.02pt"'  # thousands of lines on a page


def block(content, attributes=""):
    return f"<fo:block {attributes}>{content}</fo:block>"


def cell(content, attributes=""):
    return f"<fo:table-cell {attributes}>{content}</fo:table-cell>"


def table(rows, attributes=""):
    body = "".join(f"<fo:table-row>{''.join(row)}</fo:table-row>" for row in rows)
    return (f'<fo:table table-layout="fixed" width="100%" {attributes}><fo:table-body>{body}'
            "</fo:table-body></fo:table>")


def spanned(count, attributes="", text="many rows"):
    """A cell beside `count` rows."""
    span = cell(block(text), f'number-rows-spanned="{count}"')
    return table([([span] if i == 0 else []) + [cell(block(f"row {i}")), cell(block("text"))]
                  for i in range(count)], attributes)


def note(number, attributes=""):
    return (f"w<fo:footnote><fo:inline>{number}</fo:inline><fo:footnote-body>"
            f"{block(f'note {number}', attributes)}</fo:footnote-body></fo:footnote>")


def drawing(number):
    return ('<fo:instream-foreign-object p:alt="x" content-width="5mm">'
            '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><defs>'
            '<linearGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1"/>'
            '</linearGradient><clipPath id="c"><circle r="20" cx="20" cy="20"/></clipPath></defs>'
            f'<g clip-path="url(#c)"><rect width="{number % 50}" height="20" fill="url(#g)"/></g>'
            f'<text x="1" y="20">a{number}</text></svg></fo:instream-foreign-object>')


def link(number, count):
    other = count - 1 - number
    return block(f'<fo:basic-link internal-destination="i{other}">to</fo:basic-link> '
                 f'<fo:page-number-citation ref-id="i{other}"/>', f'id="i{number}"')


def joined(make, separator=" "):
    return lambda count: block(separator.join(make(i) for i in range(count)))


# What one of `n` costs, and what four times as many do.
DOCUMENTS = {
    "rows beside a cell": (1000, spanned),
    "rows beside a cell of text": (1000, lambda n: spanned(n, text="many words " * n)),
    "rows beside a cell, collapsed borders": (
        1000, lambda n: spanned(n, 'border-collapse="collapse" border="1pt solid black"')),
    "rows beside a cell, in a cell": (
        1000, lambda n: table([[cell(block("x")), cell(spanned(n))]])),
    "rows beside a cell, on one page": (1000, lambda n: block(spanned(n), TINY)),
    "rows": (2000, lambda n: table([[cell(block(f"row {i}")), cell(block("text"))]
                                    for i in range(n)])),
    "lines in a cell": (2000, lambda n: table(
        [[cell("".join(block(f"line {i}") for i in range(n))), cell(block("x"))]])),
    "blocks": (5000, joined(lambda i: block(f"b{i}"), "")),
    "bytes of a paragraph": (125_000, lambda n: block("words of a text " * (n // 16))),
    "bytes of a justified paragraph": (
        125_000, lambda n: block("words of a text " * (n // 16), 'text-align="justify"')),
    "letters of a word": (125_000, lambda n: block("w" * n)),
    "letters of a word in a cell": (
        20_000, lambda n: table([[cell(block("w" * n)), cell(block("x"))] + [cell(block("y"))] * 10])),
    "bold words": (5000, joined(lambda i: f'<fo:inline font-weight="bold">w{i}</fo:inline>')),
    "footnotes of a paragraph": (2500, joined(note)),
    "footnotes on one page": (2500, lambda n: block(
        "".join(block(note(i, TINY)) for i in range(n)), TINY)),
    "drawings on a page": (200, joined(drawing)),
    "links and cited pages": (2000, lambda n: "".join(link(i, n) for i in range(n))),
}


def cpu_seconds(program, text):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "much.fo"
        source.write_text(HEAD + text + TAIL)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([program, "fo", "--quiet", source, source.with_suffix(".pdf")], check=True,
                       stderr=subprocess.DEVNULL, timeout=120)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def growth(program, name):
    """How many there are, the seconds, and the ratio of what four times as many take."""
    count, make = DOCUMENTS[name]
    start = cpu_seconds(program, block("x"))
    one, four = (cpu_seconds(program, make(n)) for n in (count, 4 * count))
    return count, one, (four - start) / max(one - start, 0.001)


def main(program, names):
    for name in names or DOCUMENTS:
        count, seconds, ratio = growth(program, name)
        print(f"{count:7} {name:40} {seconds:6.2f} s  x{ratio:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
