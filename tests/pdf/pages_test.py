"""A site with one of each block that an author can write (pages/), as a user builds it."""
import os
import pathlib
import re
import resource
import subprocess
import tempfile
import unittest

import text

CONCORDAT = os.environ["CONCORDAT"]
SITE = pathlib.Path(__file__).resolve().parent / "pages"


def letters(runs):
    """The words in them of two letters or more, without numbers."""
    return [word for run in runs for word in re.findall(r"[^\W\d_]{2,}", run)]


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
            pdf = folder / f"{source.parent.name}.pdf"
            read = set(text.words(text.structure_text(pdf)))
            drawn = run("pdftotext", pdf, "-").split()  # labels of drawings
            printed = set(letters(read)) | set(letters(drawn))
            page = set(letters([(folder / f"{source.stem}.html").read_text()]))
            for word in letters(text.source_words(source.read_text())):
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

    def test_two_pages_have_no_cover_and_what_fits_on_them_is_kept(self):
        pdf = self.out / "brief" / "brief.pdf"
        self.assertIn("Pages:           2", run("pdfinfo", pdf))
        first = page_text(pdf, 1)
        self.assertIn("Call the booking line", first)
        read = " ".join(text.words(text.structure_text(pdf)))
        for words in ["Version 2, 2 November 2026", "Status: Final", "Head of involvement",
                      "Contact us", "Other formats"]:
            self.assertIn(words, read)
        self.assertNotIn("Contents", read)

    def test_two_headings_have_no_contents_list(self):
        titles = {"consult": True, "mixed": True, "sink": True}
        for name, listed in titles.items():
            read = " ".join(text.words(text.structure_text(self.out / name / f"{name}.pdf")))
            self.assertEqual(listed, " Contents " in read, name)

    def test_a_title_that_asks_has_no_full_stop_after_it(self):
        read = " ".join(text.words(text.structure_text(self.out / "consult" / "consult.pdf")))
        self.assertIn("How should we share our plans? 2 November 2026.", read)

    def test_a_glossary_stands_in_two_columns(self):
        pdf = self.out / "sink" / "sink.pdf"
        boxes = run("pdftotext", "-bbox", pdf, "-")
        left = {word: float(re.search(rf'xMin="([\d.]+)"[^>]*>{word}<', boxes)[1])
                for word in ["Braille", "Consultation", "Variant"]}
        self.assertEqual(left["Braille"], left["Consultation"])
        self.assertGreater(left["Variant"], left["Braille"] + 200)


class Brief(unittest.TestCase):
    """What a document needs decides its form."""

    def pages(self, body, more="", easy_read=None, read=True):
        with tempfile.TemporaryDirectory() as folder:
            content = pathlib.Path(folder) / "content"
            (content / "one").mkdir(parents=True)
            (content / "site.yaml").write_text("title: T\ntheme: nhs\norganisation: { name: T }\n")
            (content / "index.md").write_text("---\ntitle: T\nkind: home\n---\n\nText.\n")
            (content / "one/index.md").write_text(f"---\ntitle: One\nkind: guide\n{more}---\n\n{body}")
            if easy_read:
                (content / "one/easy.md").write_text(
                    f"---\ntitle: Easy\nkind: easy-read\n---\n\n{easy_read}")
            out = pathlib.Path(folder) / "out"
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            done = subprocess.run([CONCORDAT, "build", "--draft", "-C", folder, "-o", out],
                                  check=True, capture_output=True, text=True)
            self.seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            self.said = done.stdout
            pdf = out / "one/one.pdf"
            pages = int(re.search(r"Pages: +(\d+)", run("pdfinfo", pdf))[1])
            return pages, " ".join(text.words(text.structure_text(pdf))) if read else None

    def test_a_page_is_one_page(self):
        pages, read = self.pages("A few words.\n")
        self.assertEqual(1, pages)
        self.assertNotIn("About this document", read)

    def test_three_pages_have_a_cover_but_no_list_of_one_heading(self):
        pages, read = self.pages("## A heading\n\n" + "Some words to fill it. " * 400)
        self.assertGreater(pages, 4)
        self.assertIn("About this document", read)
        self.assertNotIn("Contents", read)

    def test_what_is_to_be_said_of_it_is_said_once(self):
        body = "A long `%s` word.\n\n" % ("x" * 400)
        for words, form in ((10, "short"), (400, "long")):
            with self.subTest(form):
                pages, _ = self.pages(body + "Some words to fill it. " * words)
                self.assertEqual(form == "short", pages <= 2)
                self.assertEqual(1, self.said.count("wider than its"), self.said)

    def test_an_easy_read_page_does_not_make_it_long(self):
        pages, _ = self.pages("A few words.\n", easy_read="Some words. " * 1200)
        self.assertEqual(1, pages)

    def test_a_table_on_its_side_needs_the_long_form(self):
        row = "|" + " a |" * 8 + "\n"
        pages, read = self.pages("Words.\n\n" + row + "|" + "---|" * 8 + "\n" + row)
        self.assertGreater(pages, 3)

    def test_a_table_on_its_side_costs_a_long_page_little(self):
        row = "|" + " a |" * 8 + "\n"
        seconds = []
        for count in (300, 1200):
            half = "Some words.\n\n" * (count // 2)
            self.pages(half + row + "|" + "---|" * 8 + "\n" + row + "\n" + half, read=False)
            seconds.append(self.seconds)
        self.assertLess(seconds[1], 5 * seconds[0])


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
