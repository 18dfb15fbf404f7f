"""Pictures and backgrounds: where they stand, and what is said of those that cannot be shown."""
import subprocess

import text
from print_test import Case


class Pictures(Case):
    BROKEN = '<fo:block p:source="page.md:3:1"><fo:external-graphic src="%s" p:alt="x"/></fo:block>'

    def check(self, name, expected):
        flow = self.BROKEN % name
        status, messages = self.format(flow + "<fo:block>text</fo:block>" + flow)
        self.assertEqual(1, status)
        self.assertEqual(
            [f'page.md:3:1: error: "{self.folder / name}"{expected} [pdf-picture]'], messages
        )

    def test_each_unreadable_picture_is_told_of_once_with_its_place(self):
        (self.folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
        (self.folder / "text.png").write_text("text")
        (self.folder / "odd.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">\n<video></svg>'
        )
        self.check("none.png", ": the picture cannot be read: No such file or directory")
        self.check("text.png", ": the picture is no PNG, JPEG or SVG")
        self.check("odd.svg", ", line 2: the picture cannot be read: Premature end of data in tag "
                   "svg line 1")
        self.check("broken.png", ": the picture cannot be read: read beyond end of data")


    def test_drawings_that_are_not_lines_are_told_of_once_and_print(self):
        (self.folder / "odd.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1">\n<video/></svg>'
        )
        flow = self.BROKEN % "odd.svg"
        self.assertEqual(
            (0, [f'page.md:3:1: warning: "{self.folder}/odd.svg", line 2: the drawing is printed as'
                 ' pixels, not as lines: SVG element "video" cannot be drawn [pdf-picture]']),
            self.format(flow + flow),
        )

    def test_lenient_goes_on_without_the_picture(self):
        flow = self.BROKEN % "none.png"
        status, messages = self.format(flow + "<fo:block>text</fo:block>", "--lenient")
        self.assertEqual((0, 1), (status, len(messages)), messages)
        self.assertIn("warning", messages[0])
        self.assertIn('none.png": the picture cannot be read', messages[0])
        self.assertEqual(["text"], text.words(text.structure_text(self.pdf)))

    def test_addresses_that_hold_or_lack_a_picture(self):
        svg = "%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3C/svg%3E"
        dot = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
               " AABJRU5ErkJggg==")
        for src in (f"url(data:image/svg+xml,{svg})", f"data:image/png;base64,{dot}"):
            self.assertEqual((0, []), self.format(self.BROKEN % src))
        for src, why in (("", "it has no address"), ("data:image/png;base64,", "no data"),
                         ("data:image/png;base64,!!!", "no data"),
                         ("https://a.example/a.png", "nothing is fetched from the network")):
            status, messages = self.format(self.BROKEN % src)
            self.assertEqual((1, 1), (status, len(messages)), messages)
            self.assertTrue(messages[0].startswith("page.md:3:1: error: "), messages)
            self.assertIn(why, messages[0])

    def test_drawings_inside_the_document(self):
        self.assertEqual((0, []), self.format(
            '<fo:block><fo:instream-foreign-object p:alt="x"><svg xmlns="http://www.w3.org/2000/svg"'
            ' width="9" height="9"><rect width="9" height="9"/></svg>'
            "</fo:instream-foreign-object></fo:block>"))
        status, messages = self.format(
            '<fo:block><fo:instream-foreign-object p:alt="x"/></fo:block>')
        self.assertEqual(1, status)
        self.assertIn("there is none in the element", messages[0])


class Backgrounds(Case):
    """Page and picture in points, one pixel each: the body begins 28 from the left, 57 down."""

    SVG = ("<svg xmlns='http://www.w3.org/2000/svg' width='20pt' height='10pt'>"
           "<rect width='20pt' height='5pt' fill='red'/>"
           "<rect y='5pt' width='20pt' height='5pt' fill='blue'/></svg>")
    LEFT, TOP = 28, 57

    def colours(self, properties, places):
        """At places of a block of 100pt by 50pt, padding 10pt and border 5pt around it."""
        (self.folder / "tile.svg").write_text(self.SVG)
        return self.colours_of(
            f'<fo:block-container margin="0pt" padding="10pt" border="5pt solid #00ff00"'
            f' width="100pt" height="50pt" background-color="white" {properties}><fo:block/>'
            "</fo:block-container>", places)

    def colours_of(self, flow, places):
        self.assertEqual((0, []), self.format(flow))
        page = subprocess.run(["pdftoppm", "-r", "72", "-aa", "no", "-aaVector", "no", self.pdf],
                              capture_output=True, check=True).stdout
        kind, size, most, pixels = page.split(b"\n", 3)
        width = int(size.split()[0])
        names = {(255, 0, 0): "red", (0, 0, 255): "blue", (255, 255, 255): "white",
                 (0, 255, 0): "green"}
        found = []
        for x, y in places:  # from the padding box's corner
            at = ((self.TOP + 5 + y) * width + self.LEFT + 5 + x) * 3
            found.append(names.get(tuple(pixels[at:at + 3]), tuple(pixels[at:at + 3])))
        return found

    PICTURE = "background-image=\"url('tile.svg')\""

    def test_once_in_a_corner(self):
        where = 'background-repeat="no-repeat" background-position="right bottom"'
        self.assertEqual(
            ["white", "white", "red", "blue", "green"],
            self.colours(f"{self.PICTURE} {where}",
                         [(2, 2), (95, 64), (110, 62), (110, 67), (60, 72)]))

    def test_along_one_side(self):
        self.assertEqual(
            ["red", "blue", "red", "white"],
            self.colours(f'{self.PICTURE} background-repeat="repeat-x"',
                         [(2, 2), (50, 7), (117, 2), (2, 12)]))
        self.assertEqual(
            ["white", "red", "blue", "red", "white"],
            self.colours(f'{self.PICTURE} background-repeat="repeat-y"'
                         ' background-position-horizontal="50pt"',
                         [(2, 2), (52, 2), (60, 17), (69, 62), (72, 2)]))

    def test_everywhere_from_its_place(self):
        self.assertEqual(
            ["blue", "red", "red", "blue", "green"],
            self.colours("background=\"url('tile.svg') 3pt 5pt\"",
                         [(1, 2), (1, 7), (118, 67), (118, 62), (118, 72)]))

    def test_between_unequal_borders_where_lines_run_from_the_right(self):
        (self.folder / "tile.svg").write_text(self.SVG)
        edges = 'margin="0pt" border="5pt solid #00ff00" border-right-width="25pt"'
        self.assertEqual(["red", "blue", "white", "green"], self.colours_of(
            f'<fo:block-container writing-mode="rl-tb"><fo:block-container {edges} height="20pt"'
            f' {self.PICTURE} background-repeat="no-repeat"><fo:block/>'
            "</fo:block-container></fo:block-container>",
            [(1, 2), (18, 7), (22, 2), (205, 2)]))

    HALVES = ("<svg xmlns='http://www.w3.org/2000/svg' width='%spt' height='%spt'>"
              "<rect width='100%%' height='100%%' fill='blue'/>"
              "<rect width='%spt' height='%spt' fill='red'/></svg>")

    def table(self, **properties):
        """Three columns of 60pt by three rows of 20pt, the corner 5pt left of where `colours`
        counts from; a picture for the row, column or part that is named, with its width and
        height and those of its red part."""
        def given(name):
            picture = "background-repeat='no-repeat' background-image=\"url('tile.svg')\""
            return picture if name in properties else ""
        (self.folder / "tile.svg").write_text(self.HALVES % next(iter(properties.values())))
        cell = "<fo:table-cell height='20pt' %s><fo:block/></fo:table-cell>"
        row = "<fo:table-row %s>" + 3 * (cell % "") + "</fo:table-row>"
        first = row % ""
        if "spanning" in properties:
            first = (f"<fo:table-row {given('spanning')}>" + (cell % "number-rows-spanned='2'")
                     + 2 * (cell % "") + "</fo:table-row><fo:table-row>" + 2 * (cell % "")
                     + "</fo:table-row>")
        columns = "".join(f"<fo:table-column column-width='60pt' {given(f'column{i}')}/>"
                          for i in range(3))
        return (f"<fo:block-container margin='0pt' start-indent='5pt' padding-top='5pt'>"
                f"<fo:table width='180pt' table-layout='fixed'>{columns}"
                f"<fo:table-header start-indent='0pt' {given('header')}>{row % ''}</fo:table-header>"
                f"<fo:table-body start-indent='0pt' {given('body')}>{first}{row % given('row')}"
                f"</fo:table-body></fo:table></fo:block-container>")

    def test_behind_a_row_is_one_picture(self):
        self.assertEqual(["white", "red", "red", "blue", "blue", "white"], self.colours_of(
            self.table(row=(180, 20, 90, 20)),
            [(30, 30), (5, 50), (80, 50), (100, 50), (170, 50), (30, 64)]))

    def test_behind_a_column_is_one_picture(self):
        self.assertEqual(["white", "red", "red", "blue", "blue"], self.colours_of(
            self.table(column1=(60, 60, 60, 30)),
            [(30, 5), (70, 5), (70, 28), (110, 32), (110, 55)]))

    def test_behind_a_body_is_one_picture(self):
        self.assertEqual(["white", "red", "red", "blue", "blue", "red"], self.colours_of(
            self.table(body=(180, 40, 90, 40)),
            [(30, 10), (30, 25), (80, 50), (100, 25), (170, 55), (80, 25)]))

    def test_behind_a_header_is_one_picture(self):
        self.assertEqual(["red", "blue", "white"], self.colours_of(
            self.table(header=(180, 20, 70, 20)), [(50, 10), (80, 10), (50, 30)]))

    def test_a_cell_that_leaves_its_row_shows_more_of_the_rows_picture(self):
        self.assertEqual(["red", "blue", "blue", "white"], self.colours_of(
            self.table(spanning=(180, 20, 180, 10)).replace(
                "no-repeat", "repeat-y"), [(30, 24), (30, 36), (100, 36), (100, 45)]))

    def test_the_same_tiles_are_written_once(self):
        (self.folder / "tile.svg").write_text(self.SVG)
        flow = "<fo:block break-after='page'>text</fo:block>" * 30
        self.assertEqual((0, []), self.format(flow, body="background-image=\"url('tile.svg')\""))
        self.assertEqual(1, self.pdf_text().count("/PatternType"))

    def test_a_missing_one_is_told_of_where_it_is_asked_for(self):
        flow = '<fo:block p:source="page.md:3:1" background-image="none.png">text</fo:block>'
        status, messages = self.format(flow)
        self.assertEqual((1, 1), (status, len(messages)))
        self.assertIn(f'page.md:3:1: error: "{self.folder / "none.png"}"', messages[0])
        self.assertEqual(0, self.format(flow, "--lenient")[0])

    def pdf_text(self):
        return subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"],
                              capture_output=True, check=True).stdout.decode("latin-1")
