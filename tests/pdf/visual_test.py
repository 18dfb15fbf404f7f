"""Rendered pages beside reviewed pictures of them.

Every page of the PDFs below is rendered by poppler in grey, at 36 pixels an inch, each the
mean of nine smaller ones. A page has changed when more than one in a thousand of its
pixels differ by more than 96 of 255 levels. Machines draw letters differently, but by
less, as even poppler's two renderers do; a heading that moves by a millimetre or two
differs by more. The picture of a changed page, what was expected and where
they differ stand side by side in the folder VISUAL_OUT.

    CONCORDAT_UPDATE=1      makes the references (visual/) anew: look at each before
                            it is committed.
"""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile
import unittest
import zlib

HERE = pathlib.Path(__file__).resolve().parent
REFERENCES = HERE / "visual"
CONCORDAT = os.environ.get("CONCORDAT", "concordat")
OUT = pathlib.Path(os.environ.get("VISUAL_OUT", tempfile.gettempdir() + "/concordat-visual"))
UPDATE = bool(os.environ.get("CONCORDAT_UPDATE"))

RESOLUTION, FINER, LEVELS, SHARE = 36, 3, 96, 0.001
STEP = 17  # references keep 16 levels of grey
SITES = {"pages": HERE / "pages"}
DOCUMENTS = {"arabic": HERE.parent / "cases/print/arabic.fo",
             "easy-read": HERE.parent / "cases/print/easy-read.fo",
             "draft": HERE.parent / "cases/print/brief.fo"}


# ---- Grey pictures: (width, height, one byte a pixel) -------------------------------


def read_pgm(path):
    data = path.read_bytes()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    return int(head[1]), int(head[2]), data[head.end():]


def shrink(picture):
    """Squares of FINER by FINER pixels become one."""
    width, height, pixels = picture
    small, rows = width // FINER, []
    for y in range(height // FINER):
        lines = [pixels[(y * FINER + j) * width:][:small * FINER] for j in range(FINER)]
        sums = map(sum, zip(*(line[i::FINER] for line in lines for i in range(FINER))))
        rows.append(bytes(total // FINER ** 2 for total in sums))
    return small, len(rows), b"".join(rows)


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def write_png(path, picture):
    """Four bits a pixel, each row as its difference from the one above."""
    width, height, pixels = picture
    above, rows = bytes((width + 1) // 2), []
    for y in range(height):
        row = pixels[y * width:(y + 1) * width] + b"\xff" * (width % 2)
        packed = bytes((a // STEP << 4) | b // STEP for a, b in zip(row[::2], row[1::2]))
        rows.append(b"\x02" + bytes((a - b) & 255 for a, b in zip(packed, above)))
        above = packed
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
                     + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b""))


def read_png(path):
    """What write_png() wrote."""
    data = path.read_bytes()
    at, parts = 8, {b"IDAT": b""}
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        parts[kind] = parts.get(kind, b"") + data[at + 8:at + 8 + size]
        at += size + 12
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    raw, stride = zlib.decompress(parts[b"IDAT"]), (width + 1) // 2
    above, pixels = bytes(stride), bytearray()
    for y in range(height):
        start = y * (stride + 1)
        assert raw[start] == 2, path
        above = bytes((a + b) & 255 for a, b in zip(raw[start + 1:start + 1 + stride], above))
        row = bytearray()
        for pair in above:
            row += bytes(((pair >> 4) * STEP, (pair & 15) * STEP))
        pixels += row[:width]
    return width, height, bytes(pixels)


def coarse(picture):
    """In the levels that references keep."""
    width, height, pixels = picture
    return width, height, pixels.translate(bytes(level // STEP * STEP for level in range(256)))


def differences(new, old):
    """Places of the pixels that differ by more than LEVELS; None: other sizes."""
    if new[:2] != old[:2]:
        return None
    return [i for i, (a, b) in enumerate(zip(new[2], old[2])) if abs(a - b) > LEVELS]


def has_changed(new, old):
    places = differences(new, old)
    return places is None or len(places) > SHARE * new[0] * new[1]


def side_by_side(new, old):
    """What is there, what was expected, and black where they differ."""
    width, height = max(new[0], old[0]), max(new[1], old[1])
    where = set(differences(new, old) or range(new[0] * new[1]))
    dots = new[0], new[1], bytes(0 if i in where else 255 for i in range(new[0] * new[1]))
    rows = bytearray()
    for y in range(height):
        for w, h, pixels in (new, old, dots):
            row = pixels[y * w:(y + 1) * w] if y < h else b""
            rows += row + b"\xaa" * (width + 4 - len(row))
    return 3 * (width + 4), height, bytes(rows)


# ---- Pages ---------------------------------------------------------------------------


def render(pdf, folder):
    subprocess.run(["pdftoppm", "-r", str(RESOLUTION * FINER), "-gray", pdf, folder / pdf.stem],
                   check=True)
    for page in sorted(folder.glob(f"{pdf.stem}-*.pgm")):
        yield f"{pdf.stem}-{int(page.stem.rsplit('-', 1)[1]):02}", coarse(shrink(read_pgm(page)))


def make_pdfs(folder):
    for name, site in SITES.items():
        subprocess.run([CONCORDAT, "build", "-C", site, "-o", folder / name, "--today", "2026-11-24"],
                       check=True, capture_output=True)
        yield from sorted((folder / name).rglob("*.pdf"))
    for name, document in DOCUMENTS.items():
        subprocess.run([CONCORDAT, "fo", document, folder / f"{name}.pdf"], check=True,
                       cwd=document.parent)
        yield folder / f"{name}.pdf"


class Pages(unittest.TestCase):
    def test_no_page_looks_different(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            pages = {name: picture for pdf in make_pdfs(folder) for name, picture in render(pdf, folder)}
        if UPDATE:
            self.renew(pages)
        shutil.rmtree(OUT, ignore_errors=True)
        OUT.mkdir(parents=True)
        expected = {path.stem for path in REFERENCES.glob("*.png")}
        self.assertEqual(sorted(expected), sorted(pages), "pages that came or went")
        changed = []
        for name, picture in sorted(pages.items()):
            reference = read_png(REFERENCES / f"{name}.png")
            if has_changed(picture, reference):
                changed.append(name)
                write_png(OUT / f"{name}.png", side_by_side(picture, reference))
        self.assertEqual([], changed, f"these pages look different: see {OUT}")

    def renew(self, pages):
        self.assertNotIn("CI", os.environ, "references are made by hand")
        shutil.rmtree(REFERENCES, ignore_errors=True)
        REFERENCES.mkdir()
        for name, picture in pages.items():
            write_png(REFERENCES / f"{name}.png", picture)

    def test_the_references_stay_small(self):
        self.assertLess(sum(path.stat().st_size for path in REFERENCES.glob("*.png")), 500_000)


class Tolerance(unittest.TestCase):
    """Made on a reference with a heading, so that it is known what passes."""

    def setUp(self):
        self.page = read_png(REFERENCES / "brief-02.png")

    def moved(self, down, first, last):
        """The rows first … last moved down by some pixels."""
        width, height, pixels = self.page
        rows = [pixels[y * width:(y + 1) * width] for y in range(height)]
        block = rows[first:last]
        rest = rows[:first] + [rows[first]] * down + block + rows[last + down:]
        return width, height, b"".join(rest)

    def heading_rows(self):
        """The rows of the first heading below the running header: the tallest dark ones."""
        width, height, pixels = self.page
        dark = [any(p < 128 for p in pixels[y * width:(y + 1) * width]) for y in range(height)]
        start = next(y for y in range(height // 10, height) if dark[y] and sum(dark[y:y + 9]) > 6)
        return start, start + 12

    def test_the_same_page_passes(self):
        self.assertFalse(has_changed(self.page, self.page))

    def test_softer_edges_pass(self):
        width, height, pixels = self.page
        soft = bytes(p if p in (0, 255) else max(0, p - 90) for p in pixels)
        self.assertFalse(has_changed((width, height, soft), self.page))

    def test_a_heading_that_moves_by_a_millimetre_fails(self):
        first, last = self.heading_rows()
        self.assertTrue(has_changed(self.moved(1, first, last), self.page))

    def test_a_page_of_another_size_fails(self):
        width, height, pixels = self.page
        self.assertTrue(has_changed((width, height - 1, pixels[:-width]), self.page))

    def test_pictures_survive_writing(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "page.png"
            write_png(path, self.page)
            self.assertEqual(self.page, read_png(path))


if __name__ == "__main__":
    unittest.main()
