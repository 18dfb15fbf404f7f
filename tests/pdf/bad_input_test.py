"""Input that asks for what cannot be: a message with its line, no hang, and no text lost."""
import subprocess
import unittest
import unittest.mock

import print_test
import text
from print_test import Case

LINE = "page.md:7:1"
TABLE = ("<fo:table table-layout='fixed' width='100%%'>%s<fo:table-body>%s</fo:table-body>"
         "</fo:table>")


def cell(content):
    return f"<fo:table-cell><fo:block>{content}</fo:block></fo:table-cell>"


def row(*contents):
    return "<fo:table-row>" + "".join(cell(content) for content in contents) + "</fo:table-row>"


class BadInput(Case):
    def check(self, flow, *expected, status=0, on_page=True):
        """One message for each of `expected`, at the source's line; the PDF has all text.
        poppler does not show text that is not on its page."""
        flow = f'<fo:block p:source="{LINE}">{flow}</fo:block>'
        got, lines = self.format(flow, header="")
        self.assertEqual(status, got, lines)
        self.assertEqual(len(expected), len(lines), lines)
        for message in expected:
            self.assertTrue(any(message in line for line in lines), lines)
        for line in lines:
            self.assertIn(f"{LINE}: ", line)
        if status == 0 and on_page:
            self.assertEqual(text.words(text.fo_text(self.fo)),
                             text.words(text.structure_text(self.pdf)))

    def page_count(self):
        done = subprocess.run(["pdfinfo", self.pdf], capture_output=True, text=True, check=True)
        [line] = [line for line in done.stdout.splitlines() if line.startswith("Pages:")]
        return int(line.split()[1])

    def words_of(self, *options):
        return subprocess.run(["pdftotext", *options, self.pdf, "-"], capture_output=True,
                              text=True, check=True).stdout.split()

    # ---- Much ----

    def test_a_table_of_ten_thousand_rows(self):
        """poppler's reader of the structure takes minutes: its plain text says enough."""
        flow = TABLE % ("", "".join(row(f"a{i}", f"b{i}") for i in range(10_000)))
        self.assertEqual((0, []), self.format(flow, header=""))
        self.assertEqual([f"{column}{i}" for i in range(10_000) for column in "ab"],
                         self.words_of("-raw"))

    def test_fifty_thousand_pages(self):
        flow = "".join(f'<fo:block break-after="page">{i}</fo:block>' for i in range(50_000))
        self.assertEqual((0, []), self.format(flow, header=""))
        self.assertEqual(50_000, self.page_count())
        for first in (0, 25_000, 49_980):
            self.assertEqual([str(i) for i in range(first, first + 20)],
                             self.words_of("-f", str(first + 1), "-l", str(first + 20)))

    # ---- What is not there ----

    def test_references_to_nothing(self):
        status, lines = self.format(
            f'<fo:block p:source="{LINE}">see <fo:page-number-citation ref-id="nowhere"/> and '
            '<fo:basic-link internal-destination="never">there</fo:basic-link></fo:block>')
        self.assertEqual(0, status)
        self.assertEqual({"nowhere", "never"}, {line.split('"')[1] for line in lines})
        self.assertTrue(all(f" {LINE}: warning: nothing has the id" in line for line in lines))

    def test_a_page_number_that_moves_what_it_cites(self):
        """viii does not fit the line and ix does, and the line more or less moves the page."""
        before = "".join('<fo:block break-after="page">x</fo:block>' for _ in range(7))
        text_before = "".join("<fo:block>l</fo:block>" for _ in range(11))
        flow = (f'{before}<fo:block end-indent="62.5mm">wwww '
                f'<fo:page-number-citation ref-id="a"/></fo:block>{text_before}'
                '<fo:block id="a">a</fo:block>')
        head = print_test.HEAD.replace('<fo:page-sequence master',
                                       '<fo:page-sequence format="i" master')
        with unittest.mock.patch.object(print_test, "HEAD", head):
            status, lines = self.format(flow, header="")
        self.assertEqual(0, status)
        self.assertEqual(1, len(lines), lines)
        self.assertIn("page numbers still change after 5 rounds", lines[0])

    def test_a_font_that_is_missing(self):
        self.check('<fo:block font-family="Nowhere Sans">text</fo:block>',
                   'none of the fonts "Nowhere Sans" is installed', status=1)

    def test_characters_that_no_font_has(self):
        self.check("text \ue000", "no font has these characters: U+E000", status=1)

    def test_pictures_that_cannot_be_read(self):
        (self.folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"garbage" * 20)
        (self.folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0garbage")
        (self.folder / "broken.svg").write_text("<svg><rect")
        (self.folder / "picture.gif").write_bytes(b"GIF89a")
        for name, message in (("none.png", "No such file"), ("broken.png", "cannot be read"),
                              ("broken.jpg", "cannot be read"), ("broken.svg", "cannot be read"),
                              ("picture.gif", "is no PNG, JPEG or SVG")):
            for picture in (f'<fo:external-graphic src="url({name})" p:alt="x"/>',
                            f'<fo:block background-image="url({name})">x</fo:block>'):
                status, lines = self.format(
                    f'<fo:block p:source="{LINE}">a {picture} b</fo:block>')
                self.assertEqual((1, 1), (status, len(lines)), lines)
                self.assertIn(f"{LINE}: ", lines[0])
                self.assertIn(name, lines[0])
                self.assertIn(message, lines[0])

    # ---- Too large ----

    def test_a_word_longer_than_a_line(self):
        self.check("x" * 3000, "is wider than its column")

    def test_columns_wider_than_the_page(self):
        columns = '<fo:table-column column-width="60mm"/>' * 3
        self.check(TABLE % (columns, row("one", "two", "three")),
                   "the table is 283.5pt wider than the page's text", "outside the page", on_page=False)

    def test_text_beside_the_page(self):
        for attributes in ('width="300mm"', 'start-indent="-60mm" end-indent="60mm"'):
            self.check(f"<fo:block-container {attributes}><fo:block>{'many words ' * 60}</fo:block>"
                       "</fo:block-container>", "outside the page", on_page=False)

    def test_a_container_outside_the_page(self):
        self.check('<fo:block-container absolute-position="fixed" top="120mm" height="10mm">'
                   "<fo:block>text</fo:block></fo:block-container>", "outside the page", on_page=False)

    def test_what_is_kept_together_and_higher_than_a_page(self):
        self.check('<fo:block keep-together="always">'
                   + "".join(f"<fo:block>line{i}</fo:block>" for i in range(100)) + "</fo:block>",
                   "is kept together is taller than the page and is cut")
        self.assertEqual(8, self.page_count())

    def test_a_row_higher_than_a_page(self):
        lines = "".join(f"<fo:block>line{i}</fo:block>" for i in range(100))
        self.check(TABLE % ("", f'<fo:table-row keep-together="always">{cell(lines)}{cell("x")}'
                                "</fo:table-row>"),
                   "is kept together is taller than the page and is cut")

    def test_a_note_of_many_pages(self):
        lines = "".join(f"<fo:block>note{i}</fo:block>" for i in range(100))
        self.check("a<fo:footnote><fo:inline>1</fo:inline><fo:footnote-body>"
                   f"{lines}</fo:footnote-body></fo:footnote> b")
