"""FO documents with one fault of conformance each, and the same mended.

`flow` has @ (and @@) where the fault is: `bad` stands there, or `good` once it is mended. ¶
begins the line that the finding names. `clauses` is what veraPDF says of it by PDF/UA-1;
nothing where its profile does not look.
"""
from typing import NamedTuple

HEAD = """<fo:root %s xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1">
<fo:layout-master-set><fo:simple-page-master master-name="m" page-width="100mm"
 page-height="100mm" margin="10mm"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:declarations>%s</fo:declarations>
<fo:page-sequence master-reference="m" font-family="Liberation Sans">
<fo:flow flow-name="xsl-region-body">
"""
TAIL = "\n</fo:flow></fo:page-sequence></fo:root>\n"
H1 = '<fo:block role="H1">Heading</fo:block>\n'
LANG, INFO = 'xml:lang="en"', '<p:info title="Title"/>'
SQUARE = ("src=\"url(data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9'"
          " height='9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E)\"")


class Case(NamedTuple):
    rule: str
    condition: str  # of the Matterhorn Protocol, or ""
    name: str
    flow: str
    bad: tuple
    good: tuple
    clauses: str = ""  # of ISO 14289-1, each with its test, as in veraPDF's profile
    level: str = "error"
    lang: str = LANG
    info: str = INFO
    first: str = H1

    def document(self, mended):
        """The FO text, and the line that its finding names."""
        text = HEAD % (self.lang, self.info) + self.first + self.flow + TAIL
        for mark, there in reversed(list(zip(("@", "@@"), self.good if mended else self.bad))):
            text = text.replace(mark, there)
        return text.replace("¶", ""), text[:text.find("¶") + 1].count("\n") + 1


def block(text, attributes=""):
    return f"<fo:block {attributes}>{text}</fo:block>"


def cell(attributes="", text="cell"):
    return f"<fo:table-cell {attributes}>{block(text)}</fo:table-cell>"


def row(*cells):
    return f"<fo:table-row>{''.join(cells)}</fo:table-row>"


def table(head, *body, body_role="TBody"):
    header = f"<fo:table-header>{head}</fo:table-header>" if head else ""
    column = '<fo:table-column column-width="20mm"/>'
    return (f'<fo:table table-layout="fixed">{column * 2}{header}<fo:table-body role="{body_role}">'
            f"{''.join(body)}</fo:table-body></fo:table>")


def item(attributes="", body="LBody", inner=""):
    return (f'<fo:list-item {attributes}><fo:list-item-label>{block("a")}</fo:list-item-label>'
            f'<fo:list-item-body role="{body}" start-indent="5mm">{block("b", inner)}'
            "</fo:list-item-body></fo:list-item>")


def items(text, role="L", attributes=""):
    return f'<fo:list-block role="{role}" {attributes}>{text}</fo:list-block>'


def note(text):
    return (f"<fo:footnote><fo:inline>*</fo:inline>{text}<fo:block>note</fo:block>"
            "</fo:footnote-body></fo:footnote>")


HEADERS, CELLS = row(cell(), cell()), row(cell(), cell())

CASES = [
    # ---- Pictures
    Case("pdf-figure-alt", "13-004", "a picture without alternative",
         block(f"\n¶<fo:external-graphic @ {SQUARE}/>"), ("",), ("p:alt='A square'",), "7.3-1"),
    Case("pdf-figure-alt", "13-004", "a picture with a blank alternative",
         block(f"\n¶<fo:external-graphic p:alt='@' {SQUARE}/>"), ("  ",), ("A square",)),
    Case("pdf-figure-alt", "13-004", "a figure with an empty alternative",
         "¶" + block(f"<fo:external-graphic role='none' {SQUARE}/>", "role='Figure' p:alt='@'"),
         ("",), ("A square",), "7.3-1"),
    Case("pdf-figure-alt", "17-002", "a formula without alternative",
         block("\n¶<fo:inline role='Formula' @>a²</fo:inline>"), ("",), ("p:alt='a squared'",),
         "7.7-1"),
    # ---- Headings
    Case("pdf-headings", "14-002", "a first heading that is no H1", "¶" + block("a", "role='@'"),
         ("H2",), ("H1",), "7.4.2-1", first=""),
    Case("pdf-headings", "14-003", "a level that is skipped",
         block("a", "role='H2'") + "\n¶" + block("b", "role='@'"), ("H4",), ("H3",), "7.4.2-1"),
    Case("pdf-headings", "14-006", "two H in one element",
         block("a", "role='H'") + block("\n¶" + block("b", "role='H'"), "role='@'"), ("none",),
         ("Sect",), "7.4.4-1", first=""),
    Case("pdf-headings", "14-007", "H beside H1", "¶" + block("a", "role='@'"), ("H",), ("H2",),
         "7.4.4-2 7.4.4-3"),
    # ---- Types and nesting
    Case("pdf-role", "02-001", "a role that is no type", "¶" + block("a", "role='@'"),
         ("Paragraph",), ("P",), "7.1-5"),
    Case("pdf-nesting", "09-002", "a paragraph in a paragraph",
         block("\n¶" + block("a", "role='P'"), "role='@'"), ("P",), ("Div",)),
    Case("pdf-nesting", "09-002", "a heading in a paragraph",
         block("\n¶" + block("a", "role='H2'"), "role='@'"), ("P",), ("none",)),
    Case("pdf-nesting", "09-002", "a table in a heading",
         block("\n¶" + table(HEADERS, CELLS), "role='@'"), ("H2",), ("Sect",)),
    Case("pdf-nesting", "09-002", "text in a section",
         "¶" + block(block("a", "role='@'"), "role='Sect'"), ("none",), ("P",)),
    Case("pdf-nesting", "09-002", "a second caption",
         block(block("a", "role='Caption'") + "\n¶" + block("b", "role='@'") +
               items(item(), "none"), "role='L'"), ("Caption",), ("artifact",), "7.2-40"),
    # ---- Tables
    Case("pdf-table", "09-004", "a row that lacks a cell",
         table(HEADERS, CELLS, "\n¶" + row(cell(), "@")), ("",), (cell(),), "7.2-43"),
    Case("pdf-table", "09-004", "a cell that spans too little",
         table(HEADERS, CELLS, "\n¶" + row(cell("@"))), ("",), ("number-columns-spanned='2'",),
         "7.2-43"),
    Case("pdf-table", "09-004", "a cell that spans more rows than follow",
         "¶" + table(HEADERS, row(cell("number-rows-spanned='@'"), cell()), row(cell())),
         ("3",), ("2",), "7.2-43"),
    Case("pdf-table", "09-004", "a row outside of a table",
         block("\n¶" + block(block("a", "role='TH'"), "role='TR'"), "role='@'"), ("Div",),
         ("Table",), "7.2-4"),
    Case("pdf-table", "09-004", "a paragraph in a row",
         table(HEADERS, row(cell(), "\n¶<fo:table-cell role='@'>" + block("a", "role='none'") +
                            "</fo:table-cell>")), ("P",), ("TD",), "7.2-10 7.2-43"),
    Case("pdf-table", "09-004", "a cell outside of a row",
         block(block("\n¶" + block("a", "role='TH'"), "role='@@'"), "role='@'"), ("Sect", "Div"),
         ("Table", "TR"), "7.2-8"),
    Case("pdf-table", "09-004", "a head without a body",
         "¶" + table(HEADERS, CELLS, body_role="@"), ("TFoot",), ("TBody",), "7.2-13 7.2-14"),
    Case("pdf-table-headers", "15-003", "no header cells", "¶" + table("", row(cell("@"), cell())),
         ("",), ("role='TH'",), level="warning"),
    Case("pdf-table-headers", "15-003", "a scope that is none",
         table(row("\n¶" + cell("p:scope='@'"), cell()), CELLS), ("Col",), ("Column",)),
    Case("pdf-table-headers", "15-003", "headers that are nowhere",
         table(row(cell("id='a'"), cell("id='b'")), row("\n¶" + cell("p:headers='@'"), cell())),
         ("c",), ("a",)),
    Case("pdf-table-headers", "15-003", "headers of another table",
         table(row(cell("id='a'"), cell("id='b'")), row("\n¶" + cell("p:headers='@'"), cell())) +
         table(row(cell("id='c'"), cell()), CELLS), ("c",), ("a",)),
    # ---- Lists
    Case("pdf-list", "09-005", "a paragraph in a list",
         items("\n¶" + item("role='@'", "@@", "role='none'")), ("P", "Span"),
         ("LI", "LBody"), "7.2-19"),
    Case("pdf-list", "09-005", "an item outside of a list", items("\n¶" + item(), "@"), ("Div",),
         ("L",), "7.2-17"),
    Case("pdf-list", "09-005", "an item with two labels",
         items("\n¶" + item("", "@", "role='none'")), ("Lbl",), ("LBody",)),
    Case("pdf-list", "16-002", "a numbering that is none",
         "¶" + items(item(), "L", "p:list-numbering='@'"), ("Numbers",), ("Decimal",)),
    Case("pdf-toc", "09-006", "a paragraph in a contents list",
         block("\n¶" + block("<fo:inline role='Reference'>a</fo:inline>", "role='@'"),
               "role='TOC'"), ("P",), ("TOCI",), "7.2-27"),
    # ---- Notes, links
    Case("pdf-id", "19-004", "two notes of one id",
         block(note("<fo:footnote-body id='n'>") + note("\n¶<fo:footnote-body id='@'>")), ("n",),
         ("m",), "7.9-2"),
    Case("pdf-link", "28-011", "a link that is another element",
         block("\n¶<fo:basic-link role='@' external-destination='https://a.example/'>a"
               "</fo:basic-link>"), ("Span",), ("Link",), "7.18.5-1"),
    Case("pdf-link", "28-011", "a link that leads nowhere",
         block("\n¶<fo:basic-link internal-destination='@'>a</fo:basic-link>", "id='here'"),
         ("there",), ("here",), level="warning"),
    # ---- The document, languages, characters
    Case("pdf-title", "06-003", "no title", block("a"), ("",), (INFO,), level="warning", info="@"),
    Case("pdf-language", "11-001", "no language", block("a"), ("",), (LANG,), level="warning",
         lang="@"),
    Case("pdf-language", "11-001", "a language of the document that is none", block("a"),
         ("British English",), ("en-GB",), "7.2-29", lang="xml:lang='@'"),
    Case("pdf-language", "11-001", "a language of a part that is none",
         "¶" + block("a", "xml:lang='@'"), ("in Welsh",), ("cy",), "7.2-29"),
    Case("pdf-character", "10-001", "a character of private use", "¶" + block("the sign @"),
         ("\uF001",), ("fi",)),
    # ---- What is empty
    Case("pdf-empty", "", "an empty heading", "¶" + block("@", "role='H2'") + block("b"), ("",),
         ("a",), level="warning"),
    Case("pdf-empty", "", "an empty list", "¶" + block("@", "role='L'"), ("",),
         (block("a", "role='Caption'"),), level="warning"),
]
