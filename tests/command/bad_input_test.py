"""Input that asks for what cannot be, as an author types it: Markdown, site.yaml, `concordat build`.
A message with the line, the right exit status, no long wait, the old output whole, no word lost."""
import base64
import os
import struct
import subprocess
import sys
import unittest
import zlib

from conform_test import Themes
from harness import PLAN, PROGRAM, ROOT, SiteTest, cpu_seconds, digest

sys.path.append(str(ROOT / "tests/pdf"))
import text  # noqa: E402

FIRST = PLAN.count("\n") + 2  # the line that what plan() adds begins at
SLOW = 10 if os.environ.get("CONCORDAT_SLOW") else 1
SECONDS = 20 * SLOW

CMYK = base64.b64decode(
    "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgICAgIDAgICAwMDAwQGBAQEBAQIBgYFBgkICgoJCAkJCgwPDAoLDgsJCQ0RDQ4P"
    "EBAREAoMEhMSEBMPEBAQ/9sAQwEDAwMEAwQIBAQIEAsJCxAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ"
    "EBAQEBAQEBAQEBAQ/8AAFAgAHgAoBAERAAIRAQMRAQQRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAICf/EAB4QAAEDBAMAAAAA"
    "AAAAAAAAAAABF6ECBBZUUWSR/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhED"
    "EQQAAD8AyqA0AdBNmQAdBNmQAdBNmQAdBNmQAdBNmQBIjoLsyADoLsyADoLsyADoLsyADoLsyAJEdDsSADodiQAdDsSADodi"
    "QAdDsSAJMz++4r9ADP77iv0AM/vuK/QAz++4r9ADP77iv0//2Q==")
PROGRESSIVE = (ROOT / "tests/pdf/pictures/photo.jpg").read_bytes()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">%s</svg>'


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth=8, interlaced=0, before=b"", rows=None):
    """A red one."""
    if rows is None:
        rows = (b"\0" + (b"\xff" * (depth // 8) + b"\0" * (depth // 4)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, interlaced)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def damaged(data, at):
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1:]


class BadInput(SiteTest):
    """plan() adds to the small plan; build() looks at what is said and what is published."""

    def plan(self, markdown):
        self.markdown = PLAN + "\n" + markdown
        self.write("plan/index.md", self.markdown)

    def build(self, status, *expected, options=(), lost=()):
        """Runs within seconds; each of `expected` is "line[:column]: …" of the plan, or
        any text. The PDF has each word of the source, in its order."""
        before, started = self.published(), cpu_seconds()
        self.assert_status(status, "build", *options)
        self.assertLess(cpu_seconds() - started, SECONDS)
        said = self.out + self.err
        for message in expected:
            place = message[0].isdigit() and ":" in message
            self.assertIn(f"content/plan/index.md:{message}" if place else message, said)
        if status:
            self.assertEqual(before, self.published(), "the old output is not as it was")
        else:
            pdf = self.folder / "out/plan/plan.pdf"
            self.assertEqual(list(lost), text.lost_words(self.markdown, pdf))
        left = {path.name for path in self.folder.iterdir()} - {"content", "out", "theme"}
        self.assertEqual(set(), left)

    def published(self):
        return digest(self.folder / "out") if (self.folder / "out").exists() else None


class Pictures(BadInput):
    def show(self, pictures):
        """A page of them, with the line that each is on."""
        lines = {}
        body = "They are here.\n"
        for name, data in pictures.items():
            self.write(f"plan/{name}", data)
            lines[name] = FIRST + body.count("\n") + 1
            body += f"\n![What it shows]({name})\n\nWords after {name}.\n"
        self.plan(body)
        return lines

    def test_what_is_no_whole_picture(self):
        good, photo = png(9, 9), (ROOT / "tests/pdf/pictures/photo.jpg").read_bytes()
        bad = {"empty.png": (b"", "the file is empty"),
               "empty.jpg": (b"", "the file is empty"),
               "empty.svg": ("", "not well-formed XML: Document is empty"),
               "cut.png": (good[:-20], "the PNG is cut off"),
               "cut.jpg": (photo[:-900], "the JPEG is cut off"),
               "head.jpg": (photo[:40], "the JPEG is damaged"),
               "cut.svg": (SVG[:-6] % "<rect/>", "Premature end of data"),
               "jpeg.png": (photo, "its name says PNG, but it is none"),
               "png.jpg": (good, "its name says JPEG, but it is none"),
               "zero.png": (png(0, 9), "the PNG is damaged"),
               "huge.png": (png(60_000, 60_000, rows=b""), "more pixels than can be printed"),
               "cmyk.jpg": (CMYK, "its colours are CMYK"),
               "moving.gif": (b"GIF89a", "it is not a .png, .jpg or .svg file"),
               "page.svg": ("<html/>", "it is not an SVG"),
               "large.svg": (SVG.replace("90", "1e12") % "", "no size that can be used"),
               "latin.svg": ((SVG % "<text>\xe9</text>").encode("latin1"), "not proper UTF-8"),
               "entity.svg": ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % "&a;", "declares entities")}
        self.assert_status(0, "build")
        lines = self.show({name: data for name, (data, _) in bad.items()})
        (self.folder / "content/plan/folder.png").mkdir()
        self.markdown += "\n![A folder](folder.png)\n\n![None](none.png)\n"
        self.write("plan/index.md", self.markdown)
        where = [f'{lines[name]}:1: error: cannot use the image "{name}": ' for name in bad]
        self.build(1, *where, *(message for _, message in bad.values()), 'image "folder.png": it is a folder',
                   'there is no image "none.png"')
        self.assertIn(f"{len(bad) + 2} errors", self.out)
        self.assert_status(1, "check")
        self.assertIn(f"{len(bad) + 2} errors", self.out)
        self.build(0, options=("--draft",))

    def test_what_is_found_broken_as_it_is_decoded(self):
        """Nobody but the printer reads all of it; the other findings are told all the same."""
        self.assert_status(0, "build")
        good = png(9, 9)
        lines = self.show({"sum.png": damaged(good, len(good) - 18), "few.png": png(9, 9, rows=b"")})
        self.plan(self.markdown[len(PLAN) + 1:] + "\nIt is on our website [add link].\n")
        self.build(1, *(f'{line}:1: error: "content/plan/{name}": the picture cannot be read: '
                        for name, line in lines.items()), "[pdf-picture]", "[placeholder]", "3 errors")
        self.build(0, options=("--draft",))

    def test_pictures_that_are_unusual_and_right(self):
        lines = self.show({
            "deep.png": png(9, 9, depth=16),
            "moving.png": png(9, 9, before=chunk(b"acTL", struct.pack(">II", 1, 0))),
            "long.png": png(9, 9) + b"what some cameras write" * 50, "Upper.PNG": png(9, 9),
            "wide.png": png(9000, 2), "one.png": png(1, 1), "steps.jpg": PROGRESSIVE,
            "utf16.svg": ('<?xml version="1.0" encoding="UTF-16"?>' + SVG % "<rect/>").encode("utf-16")})
        self.build(0, "0 errors, 0 warnings")
        listing = subprocess.run(["pdfimages", "-list", self.folder / "out/plan/plan.pdf"],
                                 capture_output=True, text=True, check=True).stdout
        self.assertEqual(2 + len(lines) - 1, listing.count("\n"), listing)  # but for the SVG

    def test_a_drawing_that_shows_itself(self):
        self.show({"loop.svg": SVG % '<g id="a"><use href="#a"/></g>'})
        self.build(0, "warning: the image \"loop.svg\" is printed as pixels, not as lines")

    def test_a_link_to_no_file(self):
        self.plan("![A map](map.png)\n")
        (self.folder / "content/plan/map.png").symlink_to("nowhere.png")
        self.build(1, f'{FIRST}:1: error: there is no image "map.png"')

    @unittest.skipIf(os.geteuid() == 0, "root may read all files")
    def test_a_picture_that_may_not_be_read(self):
        self.plan("![A map](map.png)\n")
        self.write("plan/map.png", png(9, 9)).chmod(0)
        self.build(1, f'{FIRST}:1: error: cannot use the image "map.png": it cannot be opened')


class Letters(BadInput):
    def test_characters_that_no_font_has(self):
        self.assert_status(0, "build")
        self.plan("First words.\n\nA \u0378 and a \U0001fbfa, and once more \u0378.\n\nLast words.\n")
        self.build(1, f"{FIRST + 2}:1: error: no font has these characters: U+0378, U+1FBFA [pdf-character]")
        self.build(0, "[pdf-character]", options=("--draft",))

    def test_a_word_longer_than_a_line(self):
        word = "w" * 4000
        self.plan(f"Before {word} after.\n\n- in a list: {word}\n\n| A | B |\n|---|---|\n| {word[:900]} | b |\n")
        self.build(0, *(f'{line}: warning: "wwww' for line in (f"{FIRST}:1", f"{FIRST + 2}:3", f"{FIRST + 6}:3")),
                   "is wider than its column and is cut between letters [pdf-fit]")

    def test_a_word_without_end(self):
        self.plan("w" * 100_000 + "\n")
        self.build(1, f"{FIRST}:1: error: more than 4096 bytes stand here without a blank")

    def test_a_long_address(self):
        self.plan("See <https://example.org/" + "path/to-a_page/" * 200 + ">, please.\n")
        self.build(0)

    def test_a_long_line_of_code(self):
        self.plan("Type it:\n\n```\n" + "call(it) " * 200 + "\n" + "x" * 2000 + "\n```\n\nThen wait.\n")
        self.build(0, f"{FIRST + 2}:1: warning:", "is cut between letters [pdf-fit]")

    def test_a_theme_with_a_font_that_is_not_there(self):
        self.assert_status(0, "build")
        Themes.theme(self, '<xsl:variable name="font">Nowhere Sans</xsl:variable>')
        self.build(2, 'error: none of the fonts "Nowhere Sans" is installed')
        self.assertEqual(1, self.err.count("Nowhere Sans"))


class Much(BadInput):
    def test_a_table_of_many_columns(self):
        for count in (30, 120):
            head = "|".join(f"Head{i}" for i in range(count))
            row = "|".join(f"cell{i}" for i in range(count))
            self.plan(f"|{head}|\n|{'---|' * count}\n|{row}|\n\nAfter it.\n")
            self.build(0, f"{FIRST}:", "[pdf-fit]")

    @unittest.skipIf(SLOW > 1, "sanitizers say nothing of it")
    def test_a_table_of_ten_thousand_rows(self):
        """poppler's reader of the structure takes minutes: its plain text says enough."""
        rows = 10_000
        self.write("plan/index.md", PLAN + "\n| A | B |\n|---|---|\n" + "".join(
            f"| a{i} | b{i} |\n" for i in range(rows)))
        started = cpu_seconds()
        self.assert_status(0, "build")
        self.assertLess(cpu_seconds() - started, SECONDS)
        done = subprocess.run(["pdftotext", "-raw", self.folder / "out/plan/plan.pdf", "-"],
                              capture_output=True, text=True, check=True)
        found = [word for word in done.stdout.split() if word[0] in "ab" and word[1:].isdigit()]
        self.assertEqual([f"{column}{i}" for i in range(rows) for column in "ab"], found)

    def test_what_is_taller_than_a_page_is_told_of_at_its_place(self):
        words = " ".join(f"w{i}" for i in range(900))
        self.plan(f"First words.\n\n### {words}\n\nText.\n")
        self.build(0, f"{FIRST + 2}:1: warning: what is kept together is taller than the page and is cut")
        self.plan(f'First words.\n\n::: statistic {{title="1 in 4"}}\n{words} {words}\n:::\n')
        self.build(0, f"{FIRST + 2}:1: warning: what is kept together is taller than the page and is cut",
                   options=("--draft",))

    def test_boxes_quotes_and_lists_in_one_another(self):
        def boxes(count):
            self.plan("".join(f"{':' * (40 - i)} inset-text\nbox{i}\n\n" for i in range(count))
                      + "\n".join(":" * (41 - count + i) for i in range(count)) + "\n")

        boxes(18)
        self.build(0)
        boxes(30)
        self.build(0, f"{FIRST + 21 * 3 + 1}:1: warning: text stands", "outside the page [pdf-fit]",
                   lost=[f"box{i}" for i in range(21, 30)])
        self.plan("".join("  " * i + f"- item{i}\n" for i in range(18)))
        self.build(0)
        self.plan("".join("> " * (i + 1) + f"quote{i}\n" + "> " * (i + 1) + "\n" for i in range(18)))
        self.build(0)

    def test_too_many_of_them(self):
        self.assert_status(0, "build")
        self.plan("".join(f"{':' * (60 - i)} inset-text\n" for i in range(40)) + "Text.\n")
        self.build(1, f"{FIRST + 32}:1: error: containers are nested deeper than 32 levels")
        self.plan("".join("  " * i + f"- item{i}\n" for i in range(90)))
        self.build(1, "nested deeper than 100 levels")


@unittest.skipIf(SLOW > 1, "sanitizers say nothing of it")
class Growth(BadInput):
    """Four times as much of something costs about four times as much; squared it were 16."""
    KINDS = {
        "paragraphs": lambda i: f"Words of paragraph {i}.\n\n",
        "headings": lambda i: f"### Heading {i}\n\nText.\n\n",
        "items": lambda i: f"- item {i}\n",
        "definitions": lambda i: f"term{i}\n: what it means\n\n",
        "boxes": lambda i: f"::: inset-text\nWords {i}.\n:::\n\n",
        "quotes": lambda i: f"> Words {i}.\n\nText.\n\n",
        "notes": lambda i: f"Words[^n{i}].\n\n[^n{i}]: note {i}\n\n",
        "pictures": lambda i: f"![A nurse](picture:nurse)\n\nFigure: Number {i}\n\n",
        "codes": lambda i: f"    code {i}\n\nText.\n\n",
        "tables": lambda i: f"| A | B |\n|---|---|\n| a | {i} |\n\nTable: Number {i}\n\n",
        "links": lambda i: f"See [](#do) and <https://example.org/{i}>.\n\n",
        "rows": lambda i: f"| a{i} | b{i} |\n",
        "chapters": None,
    }
    BEGIN = {"rows": "| A | B |\n|---|---|\n"}

    def seconds(self, kind, count):
        make = self.KINDS[kind]
        text_ = self.BEGIN.get(kind, "") + "".join(make(i) for i in range(count) if make)
        for i in range(0 if make else count // 10):
            self.write(f"plan/page{i}.md", f"---\ntitle: Page {i}\norder: {i}\n---\n\n## Head {i}\n\n"
                       + "Words of the text.\n\n" * 20)
        self.write("plan/index.md", PLAN.replace("kind: guide", "kind: guide\nrules: {link: off}")
                   + "\n" + text_)
        self.assert_status(0, "build", "--draft", "--only", "pdf", "--limit", "10")
        return self.cpu_seconds


def make_growth(kind):
    def test(self):
        count, ratios = 500, []
        start = self.seconds(kind, 1)
        while len(ratios) < 3 and min(ratios, default=16) > 8:
            one, four = self.seconds(kind, count), self.seconds(kind, 4 * count)
            ratios.append((four - start) / max(one - start, 0.02))
        self.assertLess(min(ratios), 8, ratios)
    return test


for growing in Growth.KINDS:
    setattr(Growth, f"test_{growing}", make_growth(growing))


class Nothing(BadInput):
    def test_references_to_nothing(self):
        self.assert_status(0, "build")
        self.plan("[](#nowhere) and [it](none.md), [](index.md#x) and [^1] and\n[[Glossary]].\n")
        self.build(1, f'{FIRST}:1: error: there is no "#nowhere" in "plan/index.md"',
                   f'{FIRST}:18: error: there is no page or file "plan/none.md"',
                   f'{FIRST}:33: error: there is no "#x" in "plan/index.md"')

    def test_references_in_a_circle(self):
        self.plan("## Alpha {#alpha}\n\nSee [beta](#beta), [here](index.md) and [](#alpha).\n\n"
                  "## Beta {#beta}\n\nSee [alpha](#alpha) and [more](more.md).\n\nAB and CD.\n\n"
                  "*[AB]: asked by CD\n*[CD]: called for by AB\n")
        self.write("plan/more.md", "---\ntitle: More of it\n---\n\nSee [the plan](index.md#alpha).\n")
        self.build(0)

    def test_terms_that_explain_one_another(self):
        self.plan("## Glossary {#glossary}\n\nalpha\n: what comes before [beta](#glossary)\n\n"
                  "beta\n: what follows *alpha*\n")
        self.build(0)

    def test_pages_of_nothing(self):
        self.assert_status(0, "build")
        for page in ("", "  \n\t\n", "---\ntitle: X\n---\n", "<!-- only for authors -->\n", "\ufeff"):
            self.write("plan/more.md", page)
            self.assert_status(1, "build")
            self.assertRegex(self.out, r"content/plan/more.md:\d+:\d+: error: the page has no text")

    def test_parts_of_nothing(self):
        self.plan("- \n- \n\n| a |\n|---|\n\n>\n\n```\n```\n\n::: inset-text\n:::\n\n[](#do)\n")
        self.build(1, f"{FIRST}:1: error: an item of this list is empty")
        self.build(0, options=("--draft",))


class Disk(BadInput):
    def setUp(self):
        super().setUp()
        self.assert_status(0, "build")
        self.plan("We will open it soon.\n")

    def test_a_disk_that_is_full(self):
        """Each file may have a few thousand bytes only."""
        before = self.published()
        script = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))"
        done = subprocess.run(
            [sys.executable, "-c", f"{script}\nimport os, sys; os.execv(sys.argv[1], sys.argv[1:])",
             PROGRAM, "build"], cwd=self.folder, capture_output=True, text=True, check=False,
            timeout=60)
        self.assertEqual(3, done.returncode, done.stderr)
        self.assertIn("error: cannot write", done.stderr)
        self.assertIn("the disk is not full", done.stderr)
        self.assertEqual(before, self.published())
        self.assertEqual(["content", "out"], sorted(path.name for path in self.folder.iterdir()))

    def test_a_real_disk_that_is_full(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "none", disk],
                                 capture_output=True, check=False)
        if mounted.returncode:
            self.skipTest("may not mount")
        try:
            self.assert_status(3, "build", "-o", "disk/out")
            self.assertIn("No space left on device", self.err)
            self.assertEqual([], list(disk.iterdir()))
        finally:
            subprocess.run(["umount", disk], check=True)

    def test_a_folder_that_is_a_file(self):
        (self.folder / "taken").write_text("mine")
        for folder in ("taken", "taken/out"):
            self.assertIn(self.run_program("build", "-o", folder), (2, 3))
            self.assertIn('error: ', self.err)
            self.assertIn('taken', self.err)
        self.assertEqual("mine", (self.folder / "taken").read_text())

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_that_may_not_be_written(self):
        before = self.published()
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.assert_status(3, "build")
        self.assertIn("Permission denied", self.err)
        self.assertEqual(before, self.published())


if __name__ == "__main__":
    unittest.main()
