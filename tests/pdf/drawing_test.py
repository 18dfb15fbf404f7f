"""SVGs as print draws them beside librsvg's rendering: a pixel is off when a channel differs by
more than 48 of 255; at most three in two hundred may be, which letters at other fractions of a pixel need.
Poppler widens pictures to whole pixels, so all edges of one are off: six in a hundred."""
import base64
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

CONCORDAT = os.environ["CONCORDAT"]
PICTURES = pathlib.Path(__file__).parent / "pictures"
FO = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1"
 xml:lang="en" font-family="Liberation Sans"><fo:layout-master-set>
<fo:simple-page-master master-name="m" page-width="%spt" page-height="%spt"><fo:region-body/>
</fo:simple-page-master></fo:layout-master-set><fo:declarations><p:info title="Title"/>
</fo:declarations><fo:page-sequence master-reference="m"><fo:flow flow-name="xsl-region-body">
<fo:block font-size="0pt" line-height="0pt"><fo:external-graphic src="%s" p:alt="x"/></fo:block>
</fo:flow></fo:page-sequence></fo:root>"""
OFF, SHARE, SHARE_OF_PIXELS = 48, 0.015, 0.06


def pixels(pdf):
    """Width, height and the RGB bytes of its first page at 96 dpi."""
    page = subprocess.run(["pdftoppm", "-r", "96", "-f", "1", "-l", "1", pdf],
                          capture_output=True, check=True).stdout
    _, size, _, data = page.split(b"\n", 3)
    return (*map(int, size.split()), data)


def share_off(ours, theirs):
    """The share of pixels that differ, of what both have."""
    width, height = min(ours[0], theirs[0]), min(ours[1], theirs[1])
    off = 0
    for y in range(height):
        a = ours[2][y * ours[0] * 3:][: width * 3]
        b = theirs[2][y * theirs[0] * 3:][: width * 3]
        if a != b:
            off += sum(any(abs(a[i + c] - b[i + c]) > OFF for c in range(3))
                       for i in range(0, width * 3, 3))
    return off / (width * height)


@unittest.skipUnless(shutil.which("rsvg-convert"), "needs librsvg2-bin")
class Drawings(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def render(self, svg, messages=""):
        theirs, ours, fo = (self.folder / name for name in ("theirs.pdf", "ours.pdf", "case.fo"))
        subprocess.run(["rsvg-convert", "-f", "pdf", "-o", theirs, svg], check=True)
        info = subprocess.run(["pdfinfo", theirs], capture_output=True, text=True, check=True).stdout
        size = re.search(r"Page size: +([\d.]+) x ([\d.]+)", info).groups()
        fo.write_text(FO % (*size, svg))
        done = subprocess.run([CONCORDAT, "fo", fo, ours], capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn(messages, done.stdout)
        if not messages:
            self.assertEqual("", done.stderr + done.stdout)
        return pixels(ours), pixels(theirs)

    def test_our_lines_are_their_lines(self):
        for name in ("chart.svg", "markers.svg", "shapes.svg", "strategy.svg"):
            with self.subTest(name):
                ours, theirs = self.render(PICTURES / name)
                self.assertLessEqual(abs(ours[0] - theirs[0]) + abs(ours[1] - theirs[1]), 2)
                self.assertLess(share_off(ours, theirs), SHARE)

    def test_what_we_lack_is_pixels_in_its_place(self):
        odd = self.folder / "odd.svg"
        text = (PICTURES / "strategy.svg").read_text()
        odd.write_text(text.replace("</defs>", "</defs><switch/>"))
        ours, theirs = self.render(odd, 'SVG element "switch" cannot be drawn')
        self.assertLess(share_off(ours, theirs), SHARE_OF_PIXELS)

    def test_a_wrong_marker_would_show(self):
        right, _ = self.render(PICTURES / "markers.svg")
        wrong = self.folder / "wrong.svg"
        for old, new in (('orient="30"', 'orient="120"'), ("auto-start-reverse", "auto"),
                         ('refX="9"', 'refX="0"'), (' markerUnits="userSpaceOnUse"', "")):
            text = (PICTURES / "markers.svg").read_text()
            self.assertIn(old, text)
            wrong.write_text(text.replace(old, new))
            changed, _ = self.render(wrong)
            self.assertGreater(share_off(changed, right), 0.0008, old)

    def test_text_begins_at_the_side_its_direction_says(self):
        svg = self.folder / "direction.svg"
        rows = "".join(f'<text x="150" y="{y}" font-size="20" {more}>\u0633\u0644\u0627\u0645</text>'
                       for y, more in ((30, ""), (70, 'direction="rtl"'), (110, 'text-anchor="end"'),
                                       (150, 'style="direction:rtl;text-anchor:end"')))
        svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="170"'
                       f' font-family="DejaVu Sans"><rect width="300" height="170" fill="#eef"/>{rows}</svg>')
        ours, theirs = self.render(svg)
        self.assertLess(share_off(ours, theirs), 0.005)
        svg.write_text(svg.read_text().replace('direction="rtl"', ""))
        changed, _ = self.render(svg)
        self.assertGreater(share_off(changed, ours), 0.005)

    def drawn(self, content, more="", messages=""):
        svg = self.folder / "drawn.svg"
        svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="150"'
                       f' {more}><rect width="200" height="150" fill="#eef"/>{content}</svg>')
        return share_off(*self.render(svg, messages))

    def test_what_would_be_drawn_wrongly_is_pixels(self):
        box = '<rect x="60" y="40" width="60" height="50" fill="green" %s/>'
        clip = '<clipPath id="c" %s>%s</clipPath>' + box % 'clip-path="url(#c)"'
        for content in (
                "<style>rect.a { x: 20px; rx: 9px }</style>" + box % 'class="a"',
                box % 'style="transform: rotate(20deg)"',
                "<style>.a { transform: scale(1.5) }</style>" + box % 'class="a"',
                "<style>rect { fill: red !important }</style>" + box % 'style="fill: blue"',
                '<text x="60" y="20" writing-mode="tb">Abc</text>',
                '<text x="20" y="80" style="white-space: pre" font-size="20">A   B</text>',
                clip % ('clipPathUnits="objectBoundingBox"', '<circle cx=".5" cy=".5" r=".4"/>'),
                clip % ('transform="oops"', '<circle cx="90" cy="60" r="20"/>'),
                clip % ("", '<use href="#d"/>') + '<circle id="d" cx="90" cy="60" r="20"/>'):
            with self.subTest(content):
                self.assertLess(self.drawn(content, messages="printed as pixels"), SHARE_OF_PIXELS)
        for more in ('opacity="0.4"', 'transform="rotate(20)"'):
            with self.subTest(more):
                self.assertLess(self.drawn(box % "", more, "printed as pixels"), SHARE_OF_PIXELS)

    def test_what_is_said_of_space_and_overflow_holds(self):
        nested = '<svg x="20" y="20" width="60" height="60"%s><rect width="150" height="20" fill="red"/></svg>'
        for content in (
                '<text x="20" y="80" xml:space="preserve" font-size="30">A    B   </text>',
                '<text x="180" y="80" text-anchor="end" font-size="30">A  B\n   </text>',
                nested % ' overflow="visible"', nested % ""):
            with self.subTest(content):
                self.assertLess(self.drawn(content), SHARE)

    def test_letters_of_no_family_have_serifs_as_in_browsers(self):
        self.drawn('<text x="20" y="80" font-size="30">Abc</text>')
        fonts = subprocess.run(["pdffonts", self.folder / "ours.pdf"], capture_output=True, text=True).stdout
        self.assertIn("LiberationSerif", fonts)

    def test_pixels_have_the_size_of_their_units(self):
        svg = self.folder / "units.svg"
        for size in ("150pt", "50mm", "200", "2in"):
            svg.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"><switch/>'
                           '<rect x="40" y="30" width="90" height="100" stroke="red" stroke-width="9"/></svg>')
            with self.subTest(size):
                ours, theirs = self.render(svg, "printed as pixels")
                self.assertLess(share_off(ours, theirs), SHARE_OF_PIXELS)

    def test_pictures_inside_a_drawing(self):
        def data(name, kind):
            return f"data:image/{kind};base64," + base64.b64encode((PICTURES / name).read_bytes()).decode()
        svg = self.folder / "pictures.svg"
        svg.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
            ' width="300" height="160"><rect width="300" height="160" fill="#eef"/>'
            f'<image x="10" y="10" width="120" height="60" href="{data("photo.jpg", "jpeg")}"/>'
            f'<image x="150" y="10" width="60" height="60" preserveAspectRatio="xMinYMin slice"'
            f' xlink:href="{data("photo.jpg", "jpeg")}"/>'
            f'<g transform="translate(60 120) rotate(20)" opacity="0.5"><image x="-30" y="-30" width="80"'
            f' height="40" preserveAspectRatio="none" href="{data("gradient.png", "png")}"/></g></svg>')
        ours, theirs = self.render(svg)
        self.assertLess(share_off(ours, theirs), SHARE_OF_PIXELS)
        svg.write_text(svg.read_text().replace("slice", "meet"))
        changed, _ = self.render(svg)
        self.assertGreater(share_off(changed, ours), 0.005)

    def test_a_broken_picture_in_a_drawing_is_left_out_with_a_warning(self):
        svg = self.folder / "broken.svg"
        bad = base64.b64encode((PICTURES / "gradient.png").read_bytes()[:60]).decode()
        svg.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect width="50"'
                       f' height="50"/><image width="9" height="9" href="data:image/png;base64,{bad}"/></svg>')
        fo, pdf = self.folder / "case.fo", self.folder / "case.pdf"
        fo.write_text(FO % (50, 50, svg))
        done = subprocess.run([CONCORDAT, "fo", fo, pdf], capture_output=True, text=True, timeout=20)
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual("", done.stderr)
        self.assertRegex(done.stdout, r'in_fo:\d+:1: warning: ".*broken.svg", a picture in it: the picture '
                         r"cannot be read: .* \[pdf-picture\]".replace("in_fo", str(fo)))

    def test_markers_that_hold_themselves_end(self):
        looped = self.folder / "looped.svg"
        looped.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><defs>'
                          '<marker id="m"><path d="M0 0L9 9L9 0" marker-mid="url(#m)"/></marker></defs>'
                          '<path d="M0 0L9 9L9 0" marker-mid="url(#m)"/></svg>')
        fo, pdf = self.folder / "case.fo", self.folder / "case.pdf"
        fo.write_text(FO % (50, 50, looped))
        done = subprocess.run([CONCORDAT, "fo", fo, pdf], capture_output=True, text=True, timeout=20)
        self.assertEqual(0, done.returncode, done.stderr)

    def test_a_wrong_gradient_clip_or_rule_would_show(self):
        right, _ = self.render(PICTURES / "strategy.svg")
        text = (PICTURES / "strategy.svg").read_text()
        for old, new in (('y2="1"', 'y2="0"'), ("url(#round)", "none"), ("g.row > rect", "x"),
                         ("rotate(30)", ""), ('clip-rule="evenodd" ', ""), ('offset="50%"', "")):
            with self.subTest(old):
                wrong = self.folder / "wrong.svg"
                wrong.write_text(text.replace(old, new))
                ours, _ = self.render(wrong)
                self.assertGreater(share_off(ours, right), 0)


if __name__ == "__main__":
    unittest.main()
