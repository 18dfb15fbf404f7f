"""Where tables are cut: keeps and breaks of rows, and of what is in cells."""
import text
from print_test import Case


def cell(name, lines=1, attributes="", block=""):
    """Each line is a block; the last one has `block`."""
    blocks = "".join(f"<fo:block {block if i == lines else ''}>{name}{i}</fo:block>"
                     for i in range(1, lines + 1))
    return f"<fo:table-cell {attributes}>{blocks}</fo:table-cell>"


def row(*cells, attributes=""):
    return f"<fo:table-row {attributes}>{''.join(cells)}</fo:table-row>"


def table(*rows):
    return (f'<fo:table table-layout="fixed" width="100%"><fo:table-body>{"".join(rows)}'
            f"</fo:table-body></fo:table>")


class Cuts(Case):
    """The body is 70 mm high: 13 lines of 5.08 mm, 14.4pt each."""

    def pages(self, flow):
        self.assertEqual((0, []), self.format(flow, header=""))
        self.assertEqual(text.words(text.fo_text(self.fo)),
                         text.words(text.structure_text(self.pdf)))
        return [[word.text for word in page] for page in text.placed_words(self.pdf)]

    def lines(self, count):
        return "".join(f"<fo:block>fill{i}</fo:block>" for i in range(count))

    def test_a_last_row_keeps_with_what_comes_after_the_table(self):
        rows = row(cell("a"))
        after = "<fo:block>after</fo:block>" * 2  # less would pull the row along
        for attributes, moved in (("", []), ('keep-with-next="always"', ["b1"])):
            _, second = self.pages(self.lines(11) + table(rows, row(cell("b"), attributes=attributes))
                                   + after)
            self.assertEqual(moved + ["after"] * 2, second)

    def test_a_block_in_a_cell_keeps_its_row_with_the_next(self):
        _, second = self.pages(self.lines(12) + table(
            row(cell("a"), cell("x", 1, "", 'keep-with-next="always"')), row(cell("b"), cell("c"))))
        self.assertEqual({"a1", "x1", "b1", "c1"}, set(second))

    def test_a_row_within_a_row_span_is_kept_whole(self):
        span = cell("s", 4, 'number-rows-spanned="2"')
        for attributes, moved in (("", ["s4", "b2"]), ('keep-together="always"', ["s3", "s4", "b1", "b2"])):
            _, second = self.pages(self.lines(10) + table(
                row(span, cell("a", 2)), row(cell("b", 2), attributes=attributes)) +
                "<fo:block>after</fo:block>")
            self.assertEqual(sorted([*moved, "after"]), sorted(second))

    def test_a_break_after_the_last_block_of_any_cell_of_a_row(self):
        for cells in ((cell("a", 2, "", 'break-after="page"'), cell("b")),
                      (cell("a"), cell("b", 2, "", 'break-after="page"'))):
            first, second = self.pages(table(row(*cells)) + "<fo:block>after</fo:block>")
            self.assertEqual(["after"], second)
