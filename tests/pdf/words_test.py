"""The theme's own words: complete in each language, and in the PDF in the document's one."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as etree

import text

CONCORDAT = os.environ["CONCORDAT"]
WORDS = pathlib.Path(__file__).resolve().parents[2] / "themes/nhs/words"
SETS = {path.stem: etree.parse(path).getroot() for path in sorted(WORDS.glob("*.xml"))}
# What a native speaker would not translate, or reads as in English.
SAME = {"relay", "menu", "text", "status", "details", "plan"}
# Asked for by an attribute of the document: a callout's kind, a contact's type.
KINDS = {"note", "tip", "important", "warning", "caution"}
TYPES = {"email", "phone", "text", "relay", "post", "website"}

PAGE = """\
---
title: {title}
kind: strategy
status: {status}
lang: {lang}
edition: 2026-04-06
version: "1"
sign-off:
  finance: {{ not-applicable: no money is needed for it }}
---

## Uno

[](#t) et [](#f).[^1] Vide [](#duo).

> [!TIP] Titulus
> Textus.

::: do-list
- unum
:::

Table: Numeri {{#t}}

| Nomen | Numerus |
|---|---|
| unum | 1 |

## Duo {{#duo}}

![Pictura](picture:nurse)

Figure: Pictura {{#f}}

## Tres

- [x] factum

[^1]: Nota.

""" + "Hic textus longior est.\n\n" * 200  # not a brief document


def key_of(word):
    return word.tag, word.get("name")


class Sets(unittest.TestCase):
    def test_every_language_has_every_word(self):
        self.assertEqual({"ar", "bn", "cy", "en", "gu", "pa", "pl", "ur", "zh", "zh-Hant"}, set(SETS))
        wanted = [key_of(word) for word in SETS["en"]]
        for lang, words in SETS.items():
            with self.subTest(lang=lang):
                self.assertEqual(lang, words.get("lang"))
                self.assertEqual(wanted, [key_of(w) for w in words if w.tag != "date-units"])
                self.assertEqual([], [w.tag for w in words if w.tag != "date-units" and not w.text])

    def test_every_word_is_asked_for(self):
        asked = "".join(path.read_text() for path in WORDS.parent.rglob("*.xsl"))
        for key in {word.tag for word in SETS["en"]} - KINDS - TYPES:
            with self.subTest(word=key):
                ways = rf"""\$(w|s|set)/{key}[^\w-]|name="key">{key}<|name="key" select="'{key}'"""
                self.assertTrue(re.search(ways, asked))

    def test_places_for_numbers_are_kept(self):
        for lang, words in SETS.items():
            for english, word in zip(SETS["en"], (w for w in words if w.tag != "date-units")):
                with self.subTest(lang=lang, word=word.tag):
                    self.assertEqual(english.text.count("@"), word.text.count("@"))

    def test_no_sentence_is_left_in_english(self):
        for lang, words in SETS.items():
            for english, word in zip(SETS["en"], (w for w in words if w.tag != "date-units")):
                if lang != "en" and not {word.tag, word.get("name")} & SAME:
                    with self.subTest(lang=lang, word=english.text):
                        self.assertNotEqual(english.text, word.text)


class InPrint(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        content = pathlib.Path(folder.name) / "content"
        content.mkdir()
        (content / "site.yaml").write_text(
            "title: T\ntheme: nhs\nurl: https://www.example.org/\norganisation: { name: T }\n"
            'contact:\n  - { type: phone, text: 01632 960 001, link: "tel:01632960001" }\n')
        (content / "index.md").write_text("---\ntitle: T\nkind: home\n---\n\nText.\n")
        for lang in [*SETS, "fr", "fa", "zh-TW"]:
            (content / lang).mkdir()
            (content / lang / "index.md").write_text(PAGE.format(
                lang=lang, title=f"Titulus {lang}", status="consultation"))
        cls.out = pathlib.Path(folder.name) / "out"
        cls.build = subprocess.run([CONCORDAT, "build", "--draft", "-C", folder.name, "-o", cls.out],
                                   capture_output=True, text=True)
        cls.read = {lang: " ".join(text.words(text.structure_text(cls.out / lang / f"{lang}.pdf")))
                    for lang in [*SETS, "fr", "fa", "zh-TW"]}

    def test_fonts_have_every_character(self):
        self.assertEqual("", self.build.stderr)

    def test_words_are_the_language_s_own(self):
        keys = ["contents", "about", "title", "status", "version", "contact", "phone",
                "other-formats", "formats-lead", "draft-warning", "read-online", "sign-offs",
                "given-by", "not-applicable", "tip", "do", "done"]
        for lang, words in SETS.items():
            for key in keys:
                with self.subTest(lang=lang, key=key):
                    self.assertIn(words.find(key).text, self.read[lang])
            months = [month.text for month in words.findall("month")]
            with self.subTest(lang=lang, key="month"):
                self.assertIn(months[3], self.read[lang])

    def test_captions_and_references_agree(self):
        for lang in [*SETS, "fr"]:
            table = SETS[lang if lang in SETS else "en"].find("table").text
            with self.subTest(lang=lang):
                self.assertEqual(2, self.read[lang].count(f"{table} 1"))

    def test_where_a_language_has_no_words_they_are_english_and_say_so(self):
        for lang in ["fr", "fa"]:
            with self.subTest(lang=lang):
                self.assertIn("About this document", self.read[lang])
                self.assertIn("(en)", self.languages(lang))
                self.assertRegex(self.page(lang), r'lang="en"[^>]*>(<[^>]*>)?Tip')
        self.assertNotIn("(en)", self.languages("cy"))

    def test_chinese_is_in_the_script_of_its_place(self):
        self.assertIn(SETS["zh-Hant"].find("contact").text, self.read["zh-TW"])
        self.assertIn("圖 1", self.read["zh-TW"])
        self.assertNotIn("(zh-Hant)", self.languages("zh-TW"))

    def languages(self, lang):
        """The languages in a PDF's objects."""
        done = subprocess.run(
            ["qpdf", "--qdf", "--object-streams=disable", self.out / lang / f"{lang}.pdf", "-"],
            capture_output=True)
        return "".join(re.findall(r"/Lang (\([^)]*\))", done.stdout.decode("latin-1")))

    def page(self, lang):
        return (self.out / lang / "index.html").read_text()

    def test_the_web_page_has_the_same_words(self):
        for lang, words in SETS.items():
            for key in ["tip", "do", "done", "sign-offs", "footnote"]:
                with self.subTest(lang=lang, key=key):
                    self.assertIn(words.find(key).text, self.page(lang))


if __name__ == "__main__":
    unittest.main()
