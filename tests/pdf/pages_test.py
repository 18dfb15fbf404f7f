"""A site with one of each block that an author can write (pages/), as a user builds it."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import text

CONCORDAT = os.environ["CONCORDAT"]
SITE = pathlib.Path(__file__).resolve().parent / "pages"


def readers_words(markdown):
    """What of a page's source a reader reads, as words."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    body = re.sub(r"^:{3,} *[a-z-]*", "", body, flags=re.M)
    body = re.sub(r'\{[^}]*?title="([^"]*)"[^}]*\}', r" \1 ", body)
    body = re.sub(r"\{[^}]*\}", " ", body)
    body = re.sub(r"\]\([^)]*\)|\[\^?[\w!]+\]:?", " ", body)
    body = re.sub(r"^(> )?\[!\w+\]|^Table:|^Figure:", "", body, flags=re.M)
    return re.findall(r"[^\W\d_]{2,}", body)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def page_text(pdf, number):
    return run("pdftotext", "-f", str(number), "-l", str(number), pdf, "-")


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.out = pathlib.Path(folder.name) / "out"
        cls.build = subprocess.run(
            [CONCORDAT, "build", "-C", SITE, "-o", cls.out, "--today", "2026-11-24"],
            capture_output=True, text=True)

    def test_it_is_published_without_a_word(self):
        self.assertEqual((0, ""), (self.build.returncode, self.build.stderr), self.build.stdout)
        self.assertIn("0 errors, 0 warnings", self.build.stdout)

    def test_every_word_of_a_page_is_in_its_pdf_and_on_the_web(self):
        for source in sorted(SITE.glob("content/*/*.md")):
            folder = self.out / source.parent.name
            read = set(text.words(text.structure_text(folder / f"{source.parent.name}.pdf")))
            printed = {word for run in read for word in re.findall(r"[^\W\d_]{2,}", run)}
            page = set(re.findall(r"[^\W\d_]{2,}", (folder / f"{source.stem}.html").read_text()))
            for word in readers_words(source.read_text()):
                with self.subTest(page=source.parent.name, word=word):
                    self.assertIn(word, printed)
                    self.assertIn(word, page)

    def test_only_the_pages_of_a_draft_chapter_say_so(self):
        pdf = self.out / "mixed" / "mixed.pdf"
        marked = [number for number in range(1, 7) if "DRAFT" in page_text(pdf, number)]
        self.assertEqual([4], marked)
        read = " ".join(text.words(text.structure_text(pdf)))
        self.assertEqual(1, read.count("Draft: not approved for publication"))
        self.assertIn("What it costs (Draft)", read)
        self.assertNotIn("DRAFT", read)


class Draft(unittest.TestCase):
    def test_every_page_of_a_draft_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out"
            subprocess.run([CONCORDAT, "build", "--draft", "-C", SITE, "-o", out], check=True,
                           capture_output=True)
            for pdf in sorted(out.rglob("*.pdf")):
                pages = int(re.search(r"Pages: +(\d+)", run("pdfinfo", pdf))[1])
                for number in range(1, pages + 1):
                    with self.subTest(pdf=pdf.name, page=number):
                        self.assertRegex(page_text(pdf, number), "DRAFT|Draft: not approved")
                read = " ".join(text.words(text.structure_text(pdf)))
                self.assertIn("Draft: not approved for publication", read)
                self.assertNotIn("DRAFT", read)


if __name__ == "__main__":
    unittest.main()
