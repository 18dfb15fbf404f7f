#!/usr/bin/env python3
"""Prints one FO document of all that is hard to tag: columns and spans, a table of 200 rows
with collapsed borders over pages, pictures and gradients behind text, turned containers,
text from right to left, pages without text, lists in tables, notes in lists and cells."""
import sys

HEAD = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1" id="all"
 xml:lang="en-GB" font-family="Liberation Sans" font-size="10pt">
<fo:layout-master-set>
<fo:simple-page-master master-name="plain" page-width="150mm" page-height="120mm" margin="10mm">
<fo:region-body margin-top="8mm"/><fo:region-before extent="8mm"/></fo:simple-page-master>
<fo:simple-page-master master-name="columns" page-width="150mm" page-height="120mm" margin="10mm">
<fo:region-body margin-top="8mm" column-count="2" column-gap="6mm"/><fo:region-before extent="8mm"/>
</fo:simple-page-master>
<fo:simple-page-master master-name="turned" page-width="150mm" page-height="120mm" margin="10mm"
 reference-orientation="90"><fo:region-body margin-top="8mm"/></fo:simple-page-master>
<fo:simple-page-master master-name="arabic" page-width="150mm" page-height="120mm" margin="10mm"
 writing-mode="rl-tb"><fo:region-body/></fo:simple-page-master>
</fo:layout-master-set>
<fo:declarations><p:info title="All that is hard to tag"/></fo:declarations>
<fo:bookmark-tree>
<fo:bookmark internal-destination="start"><fo:bookmark-title>All that is hard to tag</fo:bookmark-title>
<fo:bookmark internal-destination="rows"><fo:bookmark-title>Two hundred rows</fo:bookmark-title></fo:bookmark>
</fo:bookmark></fo:bookmark-tree>
"""
GRADIENT = ("url(data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='20'%3E"
            "%3ClinearGradient id='g'%3E%3Cstop stop-color='%23cde'/%3E%3Cstop offset='1'"
            " stop-color='%23fff'/%3E%3C/linearGradient%3E%3Crect width='40' height='20'"
            " fill='url(%23g)'/%3E%3C/svg%3E)")
TEXT = "The committee meets four times a year, and each meeting is open to everyone. "


def block(text, role="P", more=""):
    return f'<fo:block role="{role}" space-after="4pt" {more}>{text}</fo:block>'


def note(mark, text):
    return (f"<fo:footnote><fo:inline baseline-shift='super' font-size='70%'>{mark}</fo:inline>"
            f"<fo:footnote-body><fo:block start-indent='0pt' font-size='8pt'>{mark} {text}</fo:block>"
            "</fo:footnote-body></fo:footnote>")


def items(texts, numbering="Disc"):
    return ('<fo:list-block provisional-distance-between-starts="6mm" p:list-numbering="%s">' % numbering +
            "".join('<fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block>'
                    f"{'•' if numbering == 'Disc' else f'{i}.'}</fo:block></fo:list-item-label>"
                    f'<fo:list-item-body start-indent="body-start()"><fo:block>{text}</fo:block>'
                    "</fo:list-item-body></fo:list-item>" for i, text in enumerate(texts, 1)) +
            "</fo:list-block>")


def cell(text, more=""):
    return f'<fo:table-cell border="0.5pt solid #768692" padding="2pt" start-indent="0pt" {more}>{text}</fo:table-cell>'


def row(*cells):
    return f"<fo:table-row>{''.join(cells)}</fo:table-row>"


def table(widths, head, rows, more=""):
    columns = "".join(f'<fo:table-column column-width="{width}mm"/>' for width in widths)
    return (f'<fo:table table-layout="fixed" border-collapse="collapse" {more}>{columns}'
            f"<fo:table-header>{row(*(cell(block(text)) for text in head))}</fo:table-header>"
            f"<fo:table-body>{''.join(rows)}</fo:table-body></fo:table>")


def sequence(master, flow, more=""):
    header = ("<fo:static-content flow-name='xsl-region-before'><fo:block>Page <fo:page-number/> of "
              "<fo:page-number-citation-last ref-id='all'/></fo:block></fo:static-content>"
              if master in ("plain", "columns") else "")
    return (f'<fo:page-sequence master-reference="{master}" {more}>{header}'
            f'<fo:flow flow-name="xsl-region-body">{flow}</fo:flow></fo:page-sequence>')


def columns():
    span = 'span="all" keep-with-next="always"'
    link = '<fo:basic-link internal-destination="rows">two hundred rows</fo:basic-link>'
    page = '<fo:page-number-citation ref-id="rows"/>'
    return sequence("columns", block("All that is hard to tag", "H1", span + ' id="start"') + "".join(
        block(f"Part {i}", "H2", span) + block(TEXT * 6 + f"See the {link} on page {page}.") +
        items([TEXT, "with a note" + note(i, "below both columns") + " " + TEXT,
               "with a list" + items(["inside", "it"], "Decimal")])
        for i in range(1, 4)))


def rows():
    nested = items(["one", "two" + note("a", "from a list in a cell")])
    body = [row(cell(block(f"row {i}"), 'role="TH"'), cell(block(TEXT)),
                cell(nested if i % 50 == 7 else block(str(i * 7)))) for i in range(1, 199)]
    body.append(row(cell(block("both"), 'role="TH" number-rows-spanned="2"'),
                    cell(block("spans two columns"), 'number-columns-spanned="2"')))
    body.append(row(cell(block("last")), cell(block("end"))))
    return sequence("plain", block("Two hundred rows", "H2", 'id="rows"') +
                    table((25, 70, 35), ("Row", "Text", "Number"), body))


def pictures():
    square = ("url(data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='60' height='60'%3E"
              "%3Ccircle cx='30' cy='30' r='28' fill='%23005eb8'/%3E%3Ctext x='12' y='34'"
              " font-family='Liberation Sans' fill='white'%3Etext%3C/text%3E%3C/svg%3E)")
    graphic = f'<fo:external-graphic src="{square}" p:alt="A disc with a word"/>'
    return (sequence("plain", block("Behind and turned", "H2") +
                     block(TEXT * 3, "P", f'background-image="{GRADIENT}" padding="6pt" border="1pt solid #005eb8"') +
                     '<fo:block-container reference-orientation="90" inline-progression-dimension="40mm"'
                     f' role="Div">{block(TEXT)}{items(["up", "the page"])}</fo:block-container>') +
            sequence("turned", block("On its side", "H2") + table((40, 40), ("A", "B"),
                     [row(cell(block("one")), cell(block("two")))])) +
            sequence("plain", f"<fo:block break-after='page'>{graphic}</fo:block>"
                     f"<fo:block>{graphic}</fo:block>"))


def arabic():
    text = "هذا نص من اليمين إلى اليسار، وفيه English وأرقام 123."
    return sequence("arabic", block("عنوان", "H2") + block(text * 4) +
                    items([text, "قائمة" + note("١", text)]), 'xml:lang="ar" writing-mode="rl-tb"')


def document():
    return HEAD + columns() + rows() + pictures() + arabic() + "</fo:root>\n"


if __name__ == "__main__":
    sys.stdout.write(document())
