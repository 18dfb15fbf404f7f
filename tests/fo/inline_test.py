"""Lines of the area tree: where inline areas stand, and how wide and high they are.

Lengths are millipoints with the metrics of the base-14 fonts: of Helvetica at 10pt, 7180
stand above the baseline and 2070 below.
"""
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

CONCORDAT = os.environ["CONCORDAT"]
PAGE = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1">
<fo:layout-master-set><fo:simple-page-master master-name="m" page-width="%s"
 page-height="400pt"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="m" font-size="10pt"><fo:flow flow-name="xsl-region-body">
%s</fo:flow></fo:page-sequence></fo:root>
"""


class Case(unittest.TestCase):
    def lines(self, flow, width="300pt"):
        """The line areas of the first page."""
        with tempfile.TemporaryDirectory() as folder:
            fo, areas = pathlib.Path(folder, "case.fo"), pathlib.Path(folder, "areas.xml")
            fo.write_text(PAGE % (width, flow))
            done = subprocess.run([CONCORDAT, "fo", "--areas", areas, fo],
                                  capture_output=True, text=True)
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            return ElementTree.parse(areas).findall(".//lineArea")

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


if __name__ == "__main__":
    unittest.main()
