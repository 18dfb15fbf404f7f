"""How single properties look on paper: where words stand, and which are there."""
import subprocess

import text
from print_test import Case


def cell(content, attributes=""):
    return f"<fo:table-cell {attributes}>{content}</fo:table-cell>"


def block(words, attributes=""):
    return f"<fo:block {attributes}>{words}</fo:block>"


def ink_end(pdf):
    """The right end of all ink of the first page, in points."""
    page = subprocess.run(["pdftoppm", "-gray", "-r", "72", pdf], capture_output=True).stdout
    _, size, _, pixels = page.split(b"\n", 3)
    width, height = map(int, size.split())
    return max(i % width for i in range(width * height) if pixels[i] < 160)


class Looks(Case):
    def page(self, flow, number=0):
        """The words of a page by name; of words that come twice the last one."""
        self.assertEqual((0, []), self.format(flow, header=""))
        return {word.text: word for word in text.placed_words(self.pdf)[number]}

    def table(self, *rows, attributes=""):
        return (f'<fo:table table-layout="fixed" width="100%" border-collapse="separate"'
                f' role="Div" {attributes}><fo:table-body role="none">{"".join(rows)}'
                "</fo:table-body></fo:table>")

    def row(self, *cells, attributes=""):
        cells = "".join(cell.replace("<fo:table-cell", '<fo:table-cell role="none"') for cell in cells)
        return f'<fo:table-row role="none" {attributes}>{cells}</fo:table-row>'


class Baselines(Looks):
    """relative-align (XSL 1.1, 7.14.6). Text of 10pt is 4pt lower in the line than of 20pt."""

    BIG, SMALL = block("big", 'font-size="20pt" line-height="24pt"'), block("small", 'line-height="12pt" font-size="10pt"')

    def baseline(self, word, size):
        return word.top + 0.905 * size  # pdftotext's boxes end at the font's ascent

    def test_first_lines_of_a_row_stand_on_one_baseline(self):
        for padding in ("", "padding='7pt'"):
            for flow in (self.row(cell(self.BIG), cell(self.SMALL, padding)),
                         self.row(cell(self.SMALL, padding), cell(self.BIG))):
                words = self.page(self.table(flow, attributes='relative-align="baseline"'))
                self.assertAlmostEqual(self.baseline(words["big"], 20),
                                       self.baseline(words["small"], 10), delta=0.1)

    def test_it_is_not_done_unless_asked_nor_where_cells_are_aligned_otherwise(self):
        for cells, table in ((cell(self.SMALL), ""),
                             (cell(self.SMALL, 'display-align="before"'), 'relative-align="baseline"')):
            words = self.page(self.table(self.row(cell(self.BIG), cells), attributes=table))
            self.assertGreater(self.baseline(words["big"], 20), self.baseline(words["small"], 10) + 5)

    def test_the_row_is_as_high_as_what_was_lowered(self):
        rows = [self.row(cell(self.BIG), cell(self.SMALL * 3)), self.row(cell(block("next")), cell(block("x")))]
        tops = [self.page(self.table(*rows, attributes=attributes))["next"].top
                for attributes in ("", 'relative-align="baseline"')]
        self.assertAlmostEqual(9.9, tops[1] - tops[0], delta=1)

    def test_a_list_items_label_stands_on_the_baseline_of_its_body(self):
        words = self.page(
            '<fo:list-block relative-align="baseline" provisional-distance-between-starts="20mm"><fo:list-item><fo:list-item-label end-indent="label-end()">'
            f'{self.SMALL}</fo:list-item-label><fo:list-item-body start-indent="body-start()">{self.BIG}'
            "</fo:list-item-body></fo:list-item></fo:list-block>")
        self.assertAlmostEqual(self.baseline(words["big"], 20), self.baseline(words["small"], 10), delta=0.1)


class Visibility(Looks):
    def test_what_is_hidden_has_its_room_and_is_not_drawn(self):
        hidden = self.page(block('a <fo:inline visibility="hidden">b <fo:inline visibility="visible">c'
                                 "</fo:inline></fo:inline> d") + block("e", 'visibility="hidden"') + block("f"))
        seen = self.page(block("a b c d") + block("e") + block("f"))
        self.assertEqual(set("acdf"), set(hidden))
        for word in "acdf":
            self.assertAlmostEqual(seen[word].left, hidden[word].left, delta=0.01)
            self.assertAlmostEqual(seen[word].top, hidden[word].top, delta=0.01)

    def test_a_collapsed_row_is_taken_out(self):
        rows = [self.row(cell(block(name)), attributes=attributes) for name, attributes in
                (("one", ""), ("two", 'visibility="collapse"'), ("three", ""))]
        words = self.page(self.table(*rows))
        self.assertEqual({"one", "three"}, set(words))
        self.assertAlmostEqual(14.4, words["three"].top - words["one"].top, delta=0.01)


class Hyphens(Looks):
    def test_the_character_is_the_one_that_is_asked_for(self):
        """A word is read without its hyphen, so look at the ink: an M is wide."""
        flow = block("a" * 10 + "\u00ad" + "b" * 10, 'end-indent="40mm" hyphenation-character="%s"')
        ends = []
        for character in "-M":
            self.page(flow % character)
            self.assertEqual(["a" * 10 + "b" * 10], text.words(text.structure_text(self.pdf)))
            ends.append(ink_end(self.pdf))
        self.assertAlmostEqual(12 * (0.833 - 0.333), ends[1] - ends[0], delta=2)


class InlineSpaces(Looks):
    """space-start and space-end (XSL 1.1, 7.12.5, 4.3.1)."""

    def left(self, flow, word="x"):
        return self.page(block(f"<fo:inline>o</fo:inline>{flow}"))[word].left

    def test_they_stand_beside_an_inline(self):
        plain = self.left(" <fo:inline>x</fo:inline>")
        for attributes, wider in (('space-start="20pt"', 20), ('margin-left="15pt"', 15),
                                  ('space-start="5pt" margin-left="15pt"', 5)):
            self.assertAlmostEqual(plain + wider, self.left(f" <fo:inline {attributes}>x</fo:inline>"),
                                   delta=0.01)

    def test_of_two_the_wider_holds(self):
        both = [self.left(f' <fo:inline space-end="{end}pt">y</fo:inline><fo:inline space-start="{start}pt">'
                          " x</fo:inline>") for end, start in ((0, 0), (10, 20), (20, 10))]
        self.assertAlmostEqual(20, both[1] - both[0], delta=0.01)
        self.assertAlmostEqual(20, both[2] - both[0], delta=0.01)

    def test_the_edges_of_a_line_drop_them_unless_they_are_retained(self):
        edge = 10 * 72 / 25.4
        for attributes, left in (("", edge), ('space-start.conditionality="retain"', edge + 20)):
            words = self.page(block(f'<fo:inline space-start="20pt" {attributes}>x</fo:inline>'))
            self.assertAlmostEqual(left, words["x"].left, delta=0.01)
        for attributes, right in (("", 0), ('space-end.conditionality="retain"', 20)):
            words = self.page(block(f'<fo:inline space-end="20pt" {attributes}>x</fo:inline>',
                                    'text-align="end"'))
            self.assertAlmostEqual(90 * 72 / 25.4 - right - 6, words["x"].left, delta=0.01)

    def test_a_page_number_and_a_picture_of_text_have_them_too(self):
        plain, spaced = (self.left(f" <fo:page-number {attributes}/>", "1")
                         for attributes in ("", 'space-start="20pt"'))
        self.assertAlmostEqual(20, spaced - plain, delta=0.01)


class RelativePositions(Looks):
    def test_an_area_is_moved_and_nothing_else(self):
        moved = self.page(
            block("a", 'relative-position="relative" left="10pt" top="5pt"')
            + block('b <fo:inline relative-position="relative" bottom="4pt" right="3pt">c</fo:inline> d'))
        plain = self.page(block("a") + block("b c d"))
        for word, right, down in (("a", 10, 5), ("b", 0, 0), ("c", -3, -4), ("d", 0, 0)):
            self.assertAlmostEqual(right, moved[word].left - plain[word].left, delta=0.01)
            self.assertAlmostEqual(down, moved[word].top - plain[word].top, delta=0.01)


class Sizes(Looks):
    def test_least_and_greatest_sizes(self):
        for attributes, height in (('height="20pt" min-height="50pt"', 50), ('height="40pt"', 40),
                                   ('height="60pt" max-height="45pt"', 45),
                                   ('height="40pt" min-height="20pt" max-height="none"', 40)):
            words = self.page(f"<fo:block-container {attributes}>{block('a')}</fo:block-container>"
                              + block("b"))
            self.assertAlmostEqual(height, words["b"].top - words["a"].top, delta=0.01, msg=attributes)

    def test_bounds_of_what_is_not_given_are_told_of(self):
        for attribute in ("min-height", "max-height", "min-width", "max-width"):
            status, lines = self.format(f'<fo:block-container {attribute}="50pt">{block("a")}'
                                        "</fo:block-container>")
            self.assertEqual((1, 1), (status, len(lines)), lines)
            self.assertIn("does not draw this value", lines[0])

    def test_a_line_height_has_components(self):
        words = self.page(block("a", 'line-height.optimum="30pt"') + block("b", 'line-height="30pt"')
                          + block("c", 'line-height="30pt"'))
        self.assertAlmostEqual(30, words["b"].top - words["a"].top, delta=0.01)
