"""Small FO documents through `concordat fo --areas`: the areas that they make.

Pages are 300pt by 200pt without margins, unless a test says otherwise; a line is 14.4pt high.
"""
import unittest

import area_tree

MASTER = """<fo:simple-page-master master-name="m" page-width="300pt" page-height="200pt">
<fo:region-body/></fo:simple-page-master>"""
DOCUMENT = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format">
<fo:layout-master-set>%s</fo:layout-master-set>
<fo:page-sequence master-reference="m" %s>%s<fo:flow flow-name="xsl-region-body">%s</fo:flow>
</fo:page-sequence></fo:root>
"""


class Case(area_tree.Case):
    def areas(self, flow, masters=MASTER, before="", sequence=""):
        """The area tree of a flow, with what stands before it in its page-sequence."""
        return self.area_tree(DOCUMENT % (masters, sequence, before, flow))

    def page(self, tree, number):
        return tree.findall(".//pageViewport")[number - 1]

    def blocks(self, tree, number=1):
        """The children of a page's flow."""
        return self.page(tree, number).findall(".//span/flow/block")

    def lengths(self, area, *names):
        return [int(area.get(name, 0)) / 1000 for name in names]


class Titles(Case):
    def test_a_title_is_one_inline_area(self):
        title = self.areas("<fo:block/>", before="<fo:title>A <fo:inline>b</fo:inline></fo:title>")
        whole = title.find(".//title/inlineparent")
        self.assertEqual(["text", "inlineparent"], [area.tag for area in whole])


class LastPages(Case):
    MASTERS = "".join(MASTER.replace('name="m"', f'name="{name}"') for name in ("rest", "last")) + """
<fo:page-sequence-master master-name="m"><fo:repeatable-page-master-alternatives>
<fo:conditional-page-master-reference master-reference="last" page-position="last"/>
<fo:conditional-page-master-reference master-reference="rest"/>
</fo:repeatable-page-master-alternatives></fo:page-sequence-master>"""

    def masters(self, pages, count):
        flow = '<fo:block break-after="page">x</fo:block>' * (pages - 1) + "<fo:block>y</fo:block>"
        tree = self.areas(flow, self.MASTERS, sequence=f'force-page-count="{count}"')
        return [page.get("simple-page-master-name") for page in tree.iter("pageViewport")]

    def test_the_last_page_is_the_one_that_the_count_asks_for(self):
        self.assertEqual(["rest", "last"], self.masters(2, "even"))
        self.assertEqual(["rest", "rest", "rest", "last"], self.masters(3, "even"))
        self.assertEqual(["last"], self.masters(1, "odd"))


class Pages(Case):
    def blocks_of_pages(self, flow):
        tree = self.areas(flow)
        return [len(page.findall(".//flow/block")) for page in tree.iter("pageViewport")]

    def test_spaces_shrink_no_more_than_the_next_box_needs(self):
        block = '<fo:block space-before.optimum="20pt">x</fo:block>'
        self.assertEqual([7, 5], self.blocks_of_pages(block * 12))  # 220.8pt shrink to 200pt
        tree = self.areas(block * 12)
        self.assertEqual([16.534], self.lengths(self.blocks(tree)[1], "space-before"))

    def test_spaces_shrink_a_little_to_save_a_page(self):
        block = '<fo:block space-before.optimum="1pt">x</fo:block>'
        self.assertEqual([13], self.blocks_of_pages(block * 13))  # 199.2pt
        block = '<fo:block space-before.optimum="1.2pt">x</fo:block>'
        self.assertEqual([13], self.blocks_of_pages(block * 13))  # 201.6pt


class Keeps(Case):
    """Blocks of lines that must stay together; 13 lines are a page."""

    def lines(self, count):
        kept = "<fo:block>x</fo:block>" * count
        return f'<fo:block keep-together.within-column="always">{kept}</fo:block>'

    def pages(self, flow, masters=MASTER):
        tree = self.areas(flow, masters)
        return [len(page.findall(".//lineArea")) for page in tree.findall(".//pageViewport")]

    def test_what_no_page_can_hold_overflows(self):
        self.assertEqual([1, 15, 2], self.pages(
            f"<fo:block>a</fo:block>{self.lines(15)}<fo:block>b</fo:block>{self.lines(1)}"))

    def test_in_columns_it_overflows_its_column(self):
        columns = MASTER.replace("<fo:region-body", '<fo:region-body column-count="2"')
        tree = self.areas(self.lines(15) + "<fo:block>b</fo:block>", columns)
        self.assertEqual([15, 1], [len(flow.findall(".//lineArea"))
                                   for flow in tree.findall(".//span/flow")])

    def test_a_page_stays_empty_if_the_next_can_hold_it(self):
        for height, pages in (("250pt", [0, 15]), ("210pt", [15])):
            masters = MASTER.replace('"m"', '"low"') + MASTER.replace(
                '"m"', '"high"').replace("200pt", height) + """
<fo:page-sequence-master master-name="m"><fo:single-page-master-reference master-reference="low"/>
<fo:repeatable-page-master-reference master-reference="high"/></fo:page-sequence-master>"""
            self.assertEqual(pages, self.pages(self.lines(15), masters))


class EmptyBlocks(Case):
    """An empty block is an area: spaces before and after it are not one sequence."""

    def tops(self, flow, page=1):
        tops, at = [], 0
        for block in self.blocks(self.areas(flow), page):
            tops.append(at + int(block.get("space-before", 0)))
            at += int(block.get("bpda", 0))
        return [top / 1000 for top in tops]

    def test_spaces_on_its_two_sides_stay(self):
        first = '<fo:block space-after="10pt">x</fo:block>'
        for empty in ("<fo:block/>", '<fo:wrapper id="a"/>', "<fo:block><fo:block/></fo:block>"):
            self.assertEqual([0, 24.4, 36.4],
                             self.tops(first + empty + '<fo:block space-before="12pt">y</fo:block>'))

    def test_of_two_on_one_side_the_wider_stays(self):
        self.assertEqual([0, 24.4, 30.4], self.tops(
            '<fo:block space-after="10pt">x</fo:block><fo:block space-before="3pt" space-after="4pt"/>'
            '<fo:block space-before="6pt">y</fo:block>'))

    def test_what_follows_one_does_not_begin_the_page(self):
        flow = ('<fo:block>x</fo:block><fo:block break-before="page" space-before="5pt"/>'
                '<fo:block space-before="6pt">y</fo:block>')
        self.assertEqual([0, 6], self.tops(flow, 2))

    def test_one_at_a_pages_end_takes_no_room(self):
        lines = "<fo:block>x</fo:block>" * 12
        flow = lines + '<fo:block space-after="17.2pt">y</fo:block><fo:block/><fo:block>z</fo:block>'
        self.assertEqual(1, len(self.tops(flow, 2)))


class Footnotes(Case):
    def counts(self, flow):
        """How many blocks of the flow and of footnotes each page has."""
        tree = self.areas(flow)
        return [(len(page.findall(".//flow/block")), len(page.findall(".//footnote/block")))
                for page in tree.iter("pageViewport")]

    def note(self, lines):
        body = "<fo:block>note</fo:block>" * lines
        return ("<fo:block>x<fo:footnote><fo:inline>*</fo:inline>"
                f"<fo:footnote-body>{body}</fo:footnote-body></fo:footnote></fo:block>")

    def test_a_block_of_a_note_without_a_mark_has_no_height(self):
        tree = self.areas("<fo:block><fo:footnote><fo:inline/><fo:footnote-body><fo:block>n"
                          "</fo:block></fo:footnote-body></fo:footnote></fo:block>")
        self.assertEqual([0], self.lengths(self.blocks(tree)[0], "bpd"))
        self.assertEqual(["n"], [word.text for word in tree.findall(".//footnote//word")])

    def test_a_separator_has_the_number_of_its_page(self):
        before = ('<fo:static-content flow-name="xsl-footnote-separator"><fo:block>'
                  "<fo:page-number/></fo:block></fo:static-content>")
        tree = self.areas(self.note(1) + '<fo:block break-before="page"/>' + self.note(1),
                          before=before)
        self.assertEqual(["1", "2"], [page.find(".//footnote/block[1]//word").text
                                      for page in tree.iter("pageViewport")])

    def test_the_text_goes_on_beside_a_note_of_several_pages(self):
        flow = "<fo:block>x</fo:block>" * 10 + self.note(30) + self.note(1)
        flow += "<fo:block>x</fo:block>" * 3
        self.assertEqual([(11, 2), (1, 12), (1, 12), (2, 5)], self.counts(flow))


class ChangingWidths(Case):
    MASTERS = MASTER.replace('name="m"', 'name="narrow"').replace("300pt", "100pt") + (
        MASTER.replace('name="m"', 'name="wide"')) + """<fo:page-sequence-master master-name="m">
<fo:single-page-master-reference master-reference="narrow"/>
<fo:repeatable-page-master-reference master-reference="wide"/></fo:page-sequence-master>"""
    WORDS = "many words that go on over the page "

    def test_a_list_item_goes_on_at_the_other_width(self):
        tree = self.areas(
            '<fo:list-block><fo:list-item><fo:list-item-label end-indent="label-end()">'
            "<fo:block>1</fo:block></fo:list-item-label>"
            '<fo:list-item-body start-indent="body-start()"><fo:block border="solid 1pt">'
            f"{self.WORDS * 6}</fo:block></fo:list-item-body></fo:list-item></fo:list-block>",
            self.MASTERS)
        body = self.blocks(tree, 2)[0][0][0]
        self.assertEqual("276000", body[0].get("ipd"))  # the label is not there again
        self.assertIsNone(body[0].get("border-before"))  # the block goes on
        self.assertEqual([""] + (self.WORDS * 6).split(), [""] + [
            word.text for word in tree.iter("word") if word.text != "1"])


class LateNumbers(Case):
    def test_a_leader_has_what_its_line_leaves_but_for_rounding(self):
        tree = self.areas(
            '<fo:block text-align-last="justify">1. Chapter <fo:leader leader-pattern="dots"'
            ' leader-length.optimum="40pt" leader-length.maximum="100%"/> <fo:page-number-citation ref-id="a"/></fo:block>'
            '<fo:block id="a">1. Chapter</fo:block>', MASTER.replace("300pt", "360pt"))
        leader = tree.find(".//lineArea/inlineparent")
        self.assertEqual([286.768], self.lengths(leader, "ipd"))


class Margins(Case):
    def test_an_inherited_percentage_is_of_the_ancestors_base(self):
        tree = self.areas('<fo:block margin="10%"><fo:block margin="inherit">'
                          '<fo:block margin="inherit">x</fo:block></fo:block></fo:block>')
        outer = self.blocks(tree)[0]
        self.assertEqual([240, 180, 120], [self.lengths(b, "ipd")[0] for b in
                                           (outer, outer[0], outer[0][0])])

    def test_a_container_with_a_margin_starts_from_its_reference_area(self):
        tree = self.areas('<fo:block start-indent="20pt"><fo:block-container margin-left="5pt">'
                          "<fo:block>x</fo:block></fo:block-container></fo:block>")
        container = self.blocks(tree)[0][0]
        self.assertEqual([5, 295], self.lengths(container, "start-indent", "ipd"))
        self.assertEqual([5, 290], self.lengths(container[0][0], "start-indent", "ipd"))


class AbsoluteContainers(Case):
    def container(self, attributes, around="<fo:block>%s</fo:block>"):
        tree = self.areas(around % (
            f'<fo:block-container absolute-position="absolute" {attributes}>'
            "<fo:block>x</fo:block></fo:block-container>"))
        return tree.find(".//*[@positioning='absolute']")

    def test_its_height_is_what_its_offsets_leave_of_the_region(self):
        area = self.container('top="40pt" bottom="60pt" left="10pt" right="20pt"')
        self.assertEqual([270, 100], self.lengths(area, "ipd", "bpd"))
        self.assertEqual([10, 40], self.lengths(area, "left-position", "top-position"))

    def test_a_percentage_of_a_height_is_of_the_region(self):
        self.assertEqual([50], self.lengths(self.container('height="25%"'), "bpd"))

    def test_without_a_margin_its_border_hangs_outside(self):
        edges = 'left="20pt" right="20pt" border="solid 5pt" padding="5pt"'
        area = self.container(edges)
        self.assertEqual([260, 280, 20], self.lengths(area, "ipd", "ipda", "left-position"))
        area = self.container(edges + ' margin="0pt"')
        self.assertEqual([240, 260, 20], self.lengths(area, "ipd", "ipda", "left-position"))


class Text(Case):
    def lines(self, flow):
        """The text of each line of the first block."""
        lines = self.blocks(self.areas(flow))[0].findall("lineArea")
        return ["".join(line.itertext()).strip("\n") for line in lines]

    def test_white_space_collapses_between_siblings(self):
        self.assertEqual(["a b c"], self.lines(
            '<fo:block>a <fo:character character=" "/> b<fo:wrapper>  c</fo:wrapper></fo:block>'))
        self.assertEqual(["a  b"], self.lines("<fo:block>a <fo:inline> b</fo:inline></fo:block>"))

    def test_a_line_ends_before_all_the_spaces_at_its_break(self):
        word = "m" * 20
        self.assertEqual([word, word], self.lines(
            f'<fo:block white-space-collapse="false">{word}{" " * 20}{word}</fo:block>'))

    def test_a_leader_with_a_border_makes_its_line_no_taller(self):
        for pattern in ("dots", "rule", "space"):
            block = self.blocks(self.areas(f'<fo:block>x<fo:leader leader-pattern="{pattern}"'
                                           ' border="solid 9pt">y</fo:leader></fo:block>'))[0]
            self.assertEqual([14.4], self.lengths(block, "bpd"), pattern)

    def test_a_soft_hyphen_shows_only_at_the_end_of_its_line(self):
        self.assertEqual(["ab " + "m" * 25 + "-", "m" * 25], self.lines(
            "<fo:block>\u00ada\u00adb %s\u00ad%s</fo:block>" % ("m" * 25, "m" * 25)))


class Tables(Case):
    def test_only_units_of_a_spanning_cell_that_have_borders_are_areas(self):
        cell = "<fo:table-cell %s><fo:block>x</fo:block></fo:table-cell>"
        tree = self.areas(
            '<fo:table table-layout="fixed" width="180pt"><fo:table-column column-width="60pt"'
            ' number-columns-repeated="3"/><fo:table-body><fo:table-row>'
            + cell % 'number-columns-spanned="3"' + "</fo:table-row><fo:table-row>" + cell % ""
            + cell % 'border="1pt solid"' + cell % "" + "</fo:table-row></fo:table-body></fo:table>")
        [table] = self.blocks(tree)
        self.assertEqual([60, 0, 0, 60.5, 120.5], [self.lengths(area, "left-offset")[0]
                                                   for area in table])

    def test_a_cut_has_no_separation(self):
        lines = "<fo:block>x</fo:block>" * 14
        tree = self.areas(
            '<fo:table border-collapse="separate" border-separation="8pt" table-layout="fixed"'
            f' width="100%"><fo:table-body><fo:table-row><fo:table-cell>{lines}</fo:table-cell>'
            "</fo:table-row></fo:table-body></fo:table>")
        first, second = (self.blocks(tree, page)[0] for page in (1, 2))
        self.assertEqual([191.2], self.lengths(first, "bpd"))
        self.assertEqual([18.4], self.lengths(second, "bpd"))
        self.assertEqual([4, 0], [self.lengths(table[0], "top-offset")[0] for table in (first, second)])

    def test_a_repeated_header_has_the_number_of_its_page(self):
        part = ("<fo:table-%s><fo:table-row><fo:table-cell><fo:block><fo:page-number/></fo:block>"
                "</fo:table-cell></fo:table-row></fo:table-%s>")
        row = ('<fo:table-row height="80pt"><fo:table-cell><fo:block>x</fo:block></fo:table-cell>'
               "</fo:table-row>")
        tree = self.areas('<fo:table table-layout="fixed">' + part % ("header", "header") +
                          part % ("footer", "footer") +
                          f"<fo:table-body>{row * 5}</fo:table-body></fo:table>")
        pages = [[word.text for word in page.iter("word")] for page in tree.iter("pageViewport")]
        self.assertEqual([list("1xx1"), list("2xx2"), list("3x3")], pages)


class Spaces(Case):
    """Blocks of a line each; a space is 10pt or more."""

    def spaces(self, count, attributes="", minimum="10pt", maximum="13pt"):
        """The spaces of each page, and its height."""
        block = (f'<fo:block space-before.minimum="{minimum}" space-before.optimum="10pt" '
                 f'space-before.maximum="{maximum}" %s>x</fo:block>')
        tree = self.areas(block % "" * (count - 1) + block % attributes)
        return [([int(block.get("space-before") or 0) for block in flow],
                 int(flow.get("bpd"))) for flow in tree.iter("flow")]

    def test_they_stretch_to_fill_a_page_that_more_follows(self):
        first, last = self.spaces(12)  # eight lines and seven spaces are 185200
        self.assertAlmostEqual(200000, first[1], delta=len(first[0]))
        self.assertEqual({0, 12110}, {round(space, -1) for space in first[0]})
        self.assertEqual([0, 10000, 10000, 10000], last[0])

    def test_not_beyond_their_maximum(self):
        first, _ = self.spaces(12, maximum="11pt")
        self.assertEqual([0] + [11000] * 7, first[0])

    def test_a_space_goes_before_the_margin_beside_it(self):
        tree = self.areas('<fo:block>x</fo:block><fo:block margin="7pt" space-before="20pt">x'
                          "</fo:block>")
        self.assertEqual("20000", list(tree.iter("block"))[1].get("space-before"))

    def test_what_is_placed_has_none(self):
        tree = self.areas('<fo:block>x</fo:block><fo:block-container absolute-position="absolute"'
                          ' space-before="20pt"><fo:block>x</fo:block></fo:block-container>')
        self.assertEqual("14400", tree.find(".//flow").get("bpd"))

    def test_they_rather_stretch_a_little_than_shrink_as_far_as_they_go(self):
        first, _ = self.spaces(12, minimum="8.8pt")  # nine lines and eight such spaces are 200pt
        self.assertEqual(8, len(first[0]))

    def test_not_before_a_forced_break(self):
        first, _ = self.spaces(9, 'break-before="page"')
        self.assertEqual([0] + [10000] * 7, first[0])


class FirstBreaks(Case):
    def test_a_flow_that_begins_with_a_break_begins_on_that_side(self):
        for side, pages in (("page", 1), ("odd-page", 1), ("even-page", 2)):
            with self.subTest(side):
                tree = self.areas(f'<fo:block><fo:block break-before="{side}">x</fo:block></fo:block>')
                self.assertEqual(pages, len(tree.findall(".//pageViewport")))
                self.assertEqual(1, len(self.page(tree, pages).findall(".//word")))


class LastLines(Case):
    TEXT = ("Lorem ipsum dolor sit amet, consectetuer adipiscing elit. Morbi suscipit, risus ac "
            "congue suscipit, tortor nibh cursus mauris, quis feugiat nunc ante sit amet ante.")

    def test_a_centred_one_does_not_change_where_justified_lines_end(self):
        lines = [[len(line.findall("text/word")) for line in block.iter("lineArea")]
                 for last in ("start", "center")
                 for block in self.areas('<fo:block-container width="360pt"><fo:block '
                                         f'text-align="justify" text-align-last="{last}">'
                                         f"{self.TEXT}</fo:block></fo:block-container>").iter("flow")]
        self.assertEqual(lines[0], lines[1])


    def test_one_of_justified_lines_shrinks_so_that_no_word_stands_alone(self):
        tree = self.areas('<fo:block-container width="419.161pt"><fo:block text-align="justify">'
                          f"{self.TEXT}</fo:block></fo:block-container>")
        ends = [line.findall("text/word")[-1].text for line in tree.iter("lineArea")]
        self.assertEqual(["ac", "ante."], ends)
        self.assertEqual(["-392", "-142"], [text.get("twsadjust") for text in tree.iter("text")])


class TooWide(Case):
    """What hangs out at the end does so by itself: what it holds is as wide as it is."""

    def test_a_container(self):
        tree = self.areas('<fo:block-container width="400pt" end-indent="10pt">'
                          "<fo:block>x</fo:block></fo:block-container>")
        outer, within, block = list(tree.iter("block"))[:3]
        self.assertEqual(["-100000", "400000"], [outer.get("end-indent"), outer.get("ipd")])
        self.assertEqual(["10000", "390000"], [block.get("end-indent"), block.get("ipd")])

    def test_a_table(self):
        for width, indent, inner in (("100%", "", "200000"), ("100pt", "20pt", "180000")):
            with self.subTest(width):
                tree = self.areas(
                    f'<fo:table table-layout="fixed" width="{width}" end-indent="{indent or 0}">'
                    '<fo:table-column column-width="200pt" number-columns-repeated="2"/>'
                    "<fo:table-body><fo:table-cell><fo:block>x</fo:block></fo:table-cell>"
                    "<fo:table-cell><fo:block>x</fo:block></fo:table-cell></fo:table-body>"
                    "</fo:table>")
                table, cell, block = list(tree.iter("block"))[:3]
                self.assertEqual(["-100000", "400000"], [table.get("end-indent"), table.get("ipd")])
                self.assertEqual(["200000", inner], [cell.get("ipd"), block.get("ipd")])


class KeepsOfRows(Case):
    """Pages hold four lines."""

    MASTERS = MASTER.replace("200pt", "60pt")
    CELL = "<fo:table-row%s><fo:table-cell>%s</fo:table-cell></fo:table-row>"
    FOOTER = "<fo:table-footer>" + CELL % ("", "<fo:block>f</fo:block>") + "</fo:table-footer>"

    def pages(self, last):
        """The words of each page: of a block, a table with the row as its second, a block."""
        rows = self.CELL % ("", "<fo:block>1</fo:block>") + last
        tree = self.areas(f'<fo:block>a</fo:block><fo:table table-layout="fixed">{self.FOOTER}'
                          f"<fo:table-body>{rows}</fo:table-body></fo:table>"
                          "<fo:block>b</fo:block>", self.MASTERS)
        return ["".join(word.text for word in page.iter("word"))
                for page in tree.iter("pageViewport")]

    def test_without_one_the_table_stands_by_itself(self):
        self.assertEqual(["a12f", "b"], self.pages(self.CELL % ("", "<fo:block>2</fo:block>")))

    def test_the_last_row_keeps_with_what_follows_its_table(self):
        row = self.CELL % (' keep-with-next="always"', "<fo:block>2</fo:block>")
        self.assertEqual(["a1f", "2fb"], self.pages(row))

    def test_so_does_the_last_block_of_a_cell(self):
        row = self.CELL % ("", '<fo:block keep-with-next="always">2</fo:block>')
        self.assertEqual(["a1f", "2fb"], self.pages(row))

    def test_the_first_block_of_a_cell_keeps_with_the_row_before(self):
        row = self.CELL % ("", '<fo:block keep-with-previous="always">2</fo:block>'
                               '<fo:block keep-with-previous="always">3</fo:block>')
        self.assertEqual(["a", "123f", "b"], self.pages(row))


class InlinesAroundBlocks(Case):
    """A block within an inline stands in a line of its own, with the inline around it."""

    def lines(self, content):
        tree = self.areas('<fo:block>a <fo:inline border="solid 1pt" padding="2pt">%s</fo:inline>'
                          " z</fo:block>" % content)
        return self.blocks(tree)[0].findall("lineArea")

    def sides(self, area):
        return [side for side in ("before", "after", "start", "end")
                if area.get("border-" + side)]

    def test_an_inline_of_a_block_has_all_its_edges(self):
        lines = self.lines("<fo:block>x</fo:block>")
        self.assertEqual([["text"], ["inlineblockparent"], ["text"]],
                         [[area.tag for area in line] for line in lines])
        inline = lines[1][0]
        self.assertEqual(["before", "after", "start", "end"], self.sides(inline))
        self.assertEqual([294, 14.4, 3], self.lengths(inline, "ipd", "bpd", "offset"))
        self.assertEqual([20.4], self.lengths(lines[1], "bpd"))

    def test_start_and_end_edges_are_where_the_inline_starts_and_ends(self):
        lines = self.lines("b<fo:block>x</fo:block>c")
        self.assertEqual([["before", "after", "start"], ["before", "after"],
                          ["before", "after", "end"]],
                         [self.sides(area) for line in lines for area in line
                          if area.tag != "text"])


class Cells(Case):
    def test_what_display_align_leaves_empty_is_a_block(self):
        cell = self.areas('<fo:table table-layout="fixed"><fo:table-body><fo:table-row height="40pt">'
                          '<fo:table-cell display-align="after"><fo:block>x</fo:block></fo:table-cell>'
                          "</fo:table-row></fo:table-body></fo:table>").find(".//flow/block/block")
        self.assertEqual([25.6, 14.4], [self.lengths(block, "bpd")[0] for block in cell])


class Regions(Case):
    def test_a_body_lowers_what_it_holds_by_a_block(self):
        masters = MASTER.replace("<fo:region-body/>", '<fo:region-body display-align="center"/>')
        blocks = self.blocks(self.areas("<fo:block>x</fo:block>", masters))
        self.assertEqual([92.8, 14.4], [self.lengths(block, "bpd")[0] for block in blocks])

    def test_a_region_lowers_what_it_holds_by_a_block(self):
        masters = MASTER.replace("<fo:region-body/>", '<fo:region-body/><fo:region-before'
                                 ' extent="20pt" display-align="after"/>')
        tree = self.areas("<fo:block/>", masters, '<fo:static-content flow-name='
                          '"xsl-region-before"><fo:block>x</fo:block></fo:static-content>')
        self.assertEqual([5.6, 14.4], [self.lengths(block, "bpd")[0]
                                       for block in tree.find(".//regionBefore")])

    def test_an_empty_marker_makes_no_line(self):
        masters = MASTER.replace("<fo:region-body/>",
                                 '<fo:region-body/><fo:region-before extent="20pt"/>')
        header = ('<fo:static-content flow-name="xsl-region-before"><fo:block>'
                  '<fo:retrieve-marker retrieve-class-name="c" id="r"/></fo:block>'
                  "</fo:static-content>")
        tree = self.areas('<fo:block><fo:marker marker-class-name="c"/>x</fo:block>', masters, header)
        self.assertEqual([0], self.lengths(tree.find(".//regionBefore/block"), "bpd"))


if __name__ == "__main__":
    unittest.main()
