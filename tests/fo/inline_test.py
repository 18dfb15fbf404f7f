"""Lines of the area tree: where inline areas stand, and how wide and high they are.

Lengths are millipoints with the metrics of the base-14 fonts: of Helvetica at 10pt, 7180
stand above the baseline and 2070 below.
"""
import unittest

import area_tree

PAGE = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1">
<fo:layout-master-set><fo:simple-page-master master-name="m" page-width="%s"
 page-height="400pt"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="m" font-size="10pt"><fo:flow flow-name="xsl-region-body">
%s</fo:flow></fo:page-sequence></fo:root>
"""


class Case(area_tree.Case):
    def lines(self, flow, width="300pt"):
        """The line areas of the first page."""
        self.root = self.area_tree(PAGE % (width, flow))
        return self.root.findall(".//lineArea")

    def line(self, content, attributes="", width="300pt"):
        lines = self.lines(f"<fo:block {attributes}>{content}</fo:block>", width)
        self.assertEqual(1, len(lines))
        return lines[0]


def number(area, name):
    return int(area.get(name, 0))


class Baselines(Case):
    """XSL 1.1, 7.14: alignment with the parent's baselines and with the line's edges."""

    BIG = '<fo:inline font-size="20pt">B</fo:inline>'

    def offset(self, attributes, around=BIG):
        line = self.line(f'{around}a<fo:inline font-size="5pt" {attributes}>b</fo:inline>')
        return number(line.findall("inlineparent")[-1], "offset"), number(line, "bpd")

    def test_edges_are_those_of_the_finished_line(self):
        self.assertEqual((0, 18500), self.offset('alignment-baseline="before-edge"'))
        self.assertEqual((18500 - 4625, 18500), self.offset('vertical-align="bottom"'))

    def test_edges_of_the_text_are_those_of_the_parent(self):
        self.assertEqual((7180, 18500), self.offset('alignment-baseline="text-before-edge"'))
        self.assertEqual((14360 + 2070 - 4625, 18500), self.offset('vertical-align="text-bottom"'))

    def test_what_is_too_high_for_its_line_makes_it_grow_below(self):
        for edge in ("before-edge", "after-edge"):
            line = self.line(f'a<fo:inline font-size="20pt" alignment-baseline="{edge}">b</fo:inline>')
            self.assertEqual(18500, number(line, "bpd"), edge)
            self.assertEqual(0, number(line.find("text"), "offset"), edge)

    def test_text_goes_with_its_inline_to_the_edge(self):
        line = self.line(f'{self.BIG}<fo:inline alignment-baseline="before-edge">b</fo:inline>')
        inline = line.findall("inlineparent")[1]
        self.assertEqual(0, number(inline, "offset"))
        self.assertEqual(0, number(inline.find("text"), "offset"))

    def test_a_link_is_as_high_as_what_it_holds(self):
        line = self.line(f'{self.BIG}<fo:basic-link external-destination="x">'
                         '<fo:inline alignment-baseline="before-edge">b</fo:inline></fo:basic-link>')
        link = line.findall("inlineparent")[1]
        self.assertEqual((0, 9250), (number(link, "offset"), number(link, "bpd")))

    def test_a_point_of_alignment_lifts_and_lowers(self):
        lowered, _ = self.offset('alignment-adjust="-2pt"')
        lifted, _ = self.offset('alignment-adjust="50%"')  # of 5pt times 1.2
        self.assertEqual((14360 - 3590 + 2000, 14360 - 3590 - 3000), (lowered, lifted))
        self.assertEqual(lifted, self.offset('vertical-align="50%"')[0])
        top, _ = self.offset('alignment-adjust="text-before-edge"')
        self.assertEqual(14360, top)

    def test_a_shift_is_a_share_of_the_parents_line(self):
        shifted, _ = self.offset('baseline-shift="50%"')
        self.assertEqual(14360 - 3590 - 6000, shifted)

    def test_an_inline_that_only_aligns_leaves_the_baselines_as_they_are(self):
        inner = '<fo:inline font-size="5pt">c</fo:inline>'
        line = self.line(f'a<fo:inline font-size="20pt" alignment-baseline="text-before-edge">b{inner}'
                         "</fo:inline>")
        self.assertEqual(7180 - 3590, number(line.find("inlineparent/inlineparent"), "offset"))
        line = self.line(f'a<fo:inline font-size="20pt" baseline-shift="1pt">b{inner}</fo:inline>')
        self.assertEqual(14360 - 3590, number(line.find("inlineparent/inlineparent"), "offset"))

    def test_shifts_may_be_disregarded_in_the_height(self):
        for adjustment, height in (("consider", 9250 + 5000), ("disregard", 9250)):
            line = self.line('a<fo:inline baseline-shift="5pt">b<fo:inline font-style="italic">c'
                             "</fo:inline></fo:inline>",
                             f'line-height-shift-adjustment="{adjustment}-shifts"')
            self.assertEqual(height, number(line, "bpd"))


class Spacing(Case):
    """Helvetica at 10pt: A is 6670 wide, a space 2780, a hyphen 3330, an em space 10000."""

    def width(self, content, attributes='letter-spacing="1pt"'):
        return number(self.line(content, attributes).find("text"), "ipd")

    def test_letter_spaces_stand_between_letters(self):
        self.assertEqual(3 * 6670 + 2 * 1000, self.width("AAA"))
        self.assertEqual(2 * 6670 + 2780 + 2 * 1000, self.width("A A"))
        self.assertEqual(2 * 6670 + 2 * 1000, self.width("AA<fo:inline>A</fo:inline>"))

    def test_a_component_says_the_same(self):
        self.assertEqual(self.width("A A A", 'letter-spacing="1pt" word-spacing="2pt"'),
                         self.width("A A A", 'letter-spacing.optimum="1pt" word-spacing.optimum="2pt"'))

    def test_soft_hyphens_and_fixed_spaces_have_none(self):
        self.assertEqual(2 * 6670 + 1000, self.width("A\u00adA\u00ad"))
        self.assertEqual(2 * 6670 + 10000, self.width("A\u2003A"))

    def test_a_line_drops_the_letter_space_it_ends_with(self):
        lines = self.lines('<fo:block letter-spacing="1pt">A-A-A-A</fo:block>', width="23pt")
        self.assertEqual([2 * 6670 + 2 * 3330 + 3 * 1000, 2 * 6670 + 3330 + 2 * 1000],
                         [number(line.find("text"), "ipd") for line in lines])

    def test_a_hyphen_counts_in_the_line_it_ends(self):
        lines = self.lines('<fo:block text-align="end">AA\u00adAA</fo:block>', width="20pt")
        self.assertEqual([2 * 6670 + 3330, 2 * 6670],
                         [number(line.find("text"), "ipd") for line in lines])
        self.assertEqual([3330, 6660], [number(line, "start-indent") for line in lines])

    def adjusts(self, attributes):
        """What is added to the spaces of a full line of 300pt, the first of two."""
        lines = self.lines(f'<fo:block text-align="justify" {attributes}>{"AAAAA " * 12}</fo:block>')
        text = lines[0].find("text")
        return number(text, "twsadjust"), number(text, "ipd")

    def test_one_length_is_all_that_spaces_have(self):
        self.assertEqual(5000, self.adjusts('word-spacing="5pt"')[0])
        self.assertLess(self.adjusts('word-spacing="5pt"')[1], 300000)

    def test_lines_that_cannot_be_filled_are_full_from_the_first(self):
        lines = self.lines(f'<fo:block text-align="justify" word-spacing="5pt">{"AAAAA " * 14}</fo:block>')
        counts = [len(line.findall(".//word")) for line in lines]
        self.assertEqual(sorted(counts, reverse=True), counts)
        self.assertEqual([0] * (len(lines) - 1), [number(line, "end-indent") for line in lines[:-1]])

    def test_limits_let_spaces_stretch(self):
        for attributes in ('word-spacing="normal"', 'word-spacing.minimum="1pt"'
                           ' word-spacing.optimum="5pt" word-spacing.maximum="40pt"'):
            self.assertAlmostEqual(300000, self.adjusts(attributes)[1], delta=10)

    def test_word_spacing_widens_spaces(self):
        line = self.line("A A", 'word-spacing="5pt"')
        self.assertEqual(2 * 6670 + 2780 + 5000, number(line.find("text"), "ipd"))
        self.assertEqual(5000, number(line.find("text"), "twsadjust"))


class SoftHyphens(Case):
    def test_they_are_breaks_as_good_as_others(self):
        lines = self.lines("<fo:block>" + "long\u00adword " * 20 + "</fo:block>")
        self.assertEqual(4, len(lines))


class Leaders(Case):
    """A leader that repeats what it holds."""

    def leader(self, content, attributes=""):
        line = self.line('A<fo:leader leader-length="30pt" leader-pattern="use-content"'
                         f" {attributes}>{content}</fo:leader>")
        return line, list(line)[1]

    def test_what_a_leader_holds_is_repeated_while_it_fits(self):
        _, leader = self.leader('<fo:inline color="red">A</fo:inline>')
        units = leader.findall("inlineparent")
        self.assertEqual([6670] * 4, [number(unit, "ipd") for unit in units])
        self.assertEqual("A", units[3].findtext("inlineparent/text/word"))

    def test_the_pattern_may_be_wider_than_what_it_holds(self):
        _, leader = self.leader("A", 'leader-pattern-width="10pt"')
        self.assertEqual(["inlineparent", "space"] * 3, [area.tag for area in leader])
        self.assertEqual(10000 - 6670, number(leader[1], "ipd"))

    def test_pictures_stand_on_the_baseline_and_do_not_raise_the_line(self):
        picture = ('<fo:instream-foreign-object><svg xmlns="http://www.w3.org/2000/svg" width="20"'
                   ' height="10"/></fo:instream-foreign-object>')
        line, leader = self.leader(picture)
        self.assertEqual((9250, 0), (number(line, "bpd"), number(leader, "offset")))
        self.assertEqual(7180 - 10000, number(leader.find("inlineparent/viewport"), "offset"))

    def test_a_leader_is_as_wide_as_one_of_what_it_holds_at_least(self):
        line = self.line('<fo:leader leader-pattern="use-content">AAAAA</fo:leader>')
        self.assertEqual(5 * 6670, number(line[0], "ipd"))

    def test_one_that_holds_nothing_is_a_space(self):
        line, leader = self.leader(" ")
        self.assertEqual(("space", 30000, 0), (leader.tag, number(leader, "ipd"), number(leader, "offset")))
        self.assertEqual(9250, number(line, "bpd"))


class Fonts(Case):
    def fonts(self, text, attributes=""):
        return [(area.get("font-name"), "".join(area.itertext()))
                for area in self.line(text, attributes).findall("text")]

    def test_a_character_that_a_font_lacks_comes_from_the_next(self):
        self.assertEqual([("sans-serif", "a "), ("Symbol", "∑≤"), ("sans-serif", " b")],
                         self.fonts("a ∑≤ b"))
        self.assertEqual([("ZapfDingbats", "✁❡")], self.fonts("✁❡"))
        self.assertEqual([("Courier", "a"), ("Symbol", "π")],
                         self.fonts("aπ", "font-family=\"None, Courier, 'Symbol'\""))

    def test_one_that_no_font_has_stays_in_the_first(self):
        self.assertEqual([("Courier", "a∑")], self.fonts("a∑", 'font-family="Courier"'))
        self.assertEqual([("any", "a")], self.fonts("a", 'font-family="None"'))

    def test_widths_are_those_of_the_font(self):
        self.assertEqual(7130, number(self.line("∑").find("text"), "ipd"))
        self.assertEqual(9740, number(self.line("✁").find("text"), "ipd"))


class LastLine(Case):
    def test_the_indent_at_the_end_of_the_last_line(self):
        block = '<fo:block last-line-end-indent="20pt" text-align="%s">A A A A A A</fo:block>'
        for align, indent in (("end", 0), ("center", (60000 - 20000 - 2 * 6670 - 2780) // 2)):
            lines = self.lines(block % align, width="60pt")
            self.assertEqual([60000, 40000], [number(line, "ipd") for line in lines], align)
            self.assertEqual(indent, number(lines[1], "end-indent"), align)

    def test_a_line_before_a_block_is_a_last_one_and_one_before_a_linefeed_is_not(self):
        lines = self.lines('<fo:block last-line-end-indent="20pt" text-align="end"'
                           ' linefeed-treatment="preserve">A\nA<fo:block>A</fo:block></fo:block>')
        self.assertEqual([300000, 280000, 280000], [number(line, "ipd") for line in lines])

    def test_a_percentage_narrows_what_the_last_line_takes(self):
        lines = self.lines('<fo:block last-line-end-indent="50%">AA AA</fo:block>', width="50pt")
        self.assertEqual(2, len(lines))


class EmptyCells(Case):
    TABLE = ('<fo:table border-collapse="separate" table-layout="fixed" width="100%%"><fo:table-body'
             ' background-color="red"><fo:table-row><fo:table-cell empty-cells="%s"'
             ' border="solid 5pt" background-color="red"><fo:block>%s</fo:block></fo:table-cell>'
             "<fo:table-cell><fo:block>A</fo:block></fo:table-cell>"
             "</fo:table-row></fo:table-body></fo:table>")

    def cell(self, empty_cells, content):
        self.lines(self.TABLE % (empty_cells, content))
        return [b for b in self.root.iter("block") if b.get("border-before")]

    def test_hidden_ones_have_no_border_and_no_background(self):
        self.assertEqual(1, len(self.cell("show", "")))
        self.assertEqual(1, len(self.cell("hide", "A")))
        self.assertEqual([], self.cell("hide", ""))
        filled = [b for b in self.root.iter("block") if b.get("background")]
        self.assertEqual(1, len(filled))  # the body behind the other cell


if __name__ == "__main__":
    unittest.main()
