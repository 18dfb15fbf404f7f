"""Right to left, and turned: where words come to stand, and the order they are read in."""
import re
import subprocess
import unittest

import text
from print_test import Case

RTL = '<fo:block-container writing-mode="rl-tb">%s</fo:block-container>'
MM = 72 / 25.4
LEFT, RIGHT = 10 * MM, 90 * MM  # of the flow
# Letters, since poppler takes right-to-left words apart that are painted in reading order.
ONE, TWO, THREE = "א", "ב", "ג"


class Places(Case):
    def places(self, flow):
        """Each word's left, top, right and bottom."""
        self.assertEqual((0, []), self.format(flow))
        return {word.text: word[:4] for page in text.placed_words(self.pdf) for word in page}

    def check_from_right(self, flow, *words):
        """The words stand one left of the other, the first at the right margin."""
        places = self.places(flow)
        self.assertAlmostEqual(RIGHT, places[words[0]][2], delta=1)
        for before, after in zip(words, words[1:]):
            self.assertGreater(places[before][0], places[after][0], f"{before}, {after}")
        return places

    def test_a_line_is_reordered_over_its_inlines(self):
        flow = RTL % (f'<fo:block>{ONE} <fo:inline font-weight="bold">two words</fo:inline>'
                      f" {THREE}</fo:block>")
        places = self.check_from_right(flow, ONE, "words", THREE)
        self.assertLess(places["two"][0], places["words"][0])
        self.assertEqual(
            f"{ONE} two words {THREE}".split(), text.words(text.structure_text(self.pdf))
        )

    def test_an_inline_in_two_stretches_keeps_its_text_together_for_readers(self):
        flow = (f'<fo:block>one <fo:inline role="Span">two {ONE}</fo:inline> {TWO} end'
                f"</fo:block>")
        places = self.places(flow)
        self.assertLess(places[TWO][0], places[ONE][0])
        self.assertLess(places["two"][0], places[TWO][0])
        self.assertEqual(
            f"one two {ONE} {TWO} end".split(), text.words(text.structure_text(self.pdf))
        )

    def test_embeddings_and_overrides(self):
        line = '<fo:block><fo:bidi-override unicode-bidi="%s" direction="%s">%s</fo:bidi-override></fo:block>'
        places = self.places(line % ("embed", "rtl", f"one {ONE}"))
        self.assertLess(places[ONE][0], places["one"][0])
        places = self.places(RTL % (line % ("embed", "ltr", f"one {ONE}")))
        self.assertLess(places["one"][0], places[ONE][0])

    def test_lists_begin_at_the_right(self):
        item = ('<fo:list-block><fo:list-item><fo:list-item-label end-indent="label-end()">'
                '<fo:block>1</fo:block></fo:list-item-label><fo:list-item-body'
                ' start-indent="body-start()"><fo:block>%s</fo:block></fo:list-item-body>'
                "</fo:list-item></fo:list-block>")
        places = self.check_from_right(RTL % (item % ONE), "1", ONE)
        self.assertAlmostEqual(RIGHT - 24, places[ONE][2], delta=1)

    def test_columns_begin_at_the_right(self):
        cell = "<fo:table-cell><fo:block>%s</fo:block></fo:table-cell>"
        table = ('<fo:table border-collapse="separate" table-layout="fixed" width="100%%">'
                 '<fo:table-column column-width="20mm"/><fo:table-column column-width="60mm"/>'
                 "<fo:table-body><fo:table-row>%s</fo:table-row></fo:table-body></fo:table>")
        places = self.check_from_right(RTL % (table % (cell % ONE + cell % TWO)), ONE, TWO)
        self.assertAlmostEqual(RIGHT - 20 * MM, places[TWO][2], delta=1)

    def test_indents_and_absolute_sides(self):
        flow = RTL % (f'<fo:block start-indent="10mm">{ONE}</fo:block>'
                      f'<fo:block margin-left="10mm" text-align="left">{TWO}</fo:block>'
                      f'<fo:block padding-right="5mm" margin-right="0mm">{THREE}</fo:block>')
        places = self.places(flow)
        self.assertAlmostEqual(RIGHT - 10 * MM, places[ONE][2], delta=1)
        self.assertAlmostEqual(LEFT + 10 * MM, places[TWO][0], delta=1)
        self.assertAlmostEqual(RIGHT - 5 * MM, places[THREE][2], delta=1)

    def test_a_leader_parts_what_stands_on_its_sides(self):
        leader = '<fo:leader leader-pattern="dots" leader-length.maximum="100%"/>'
        flow = RTL % f'<fo:block text-align-last="justify">Title{leader}12</fo:block>'
        places = self.check_from_right(flow, "Title", "12")
        self.assertAlmostEqual(LEFT, places["12"][0], delta=1)

    def test_a_footnote_mark_is_no_part_of_a_number(self):
        note = ("<fo:footnote><fo:inline>7</fo:inline><fo:footnote-body><fo:block>note</fo:block>"
                "</fo:footnote-body></fo:footnote>")
        flow = RTL % f"<fo:block>{ONE} 2030.{note}</fo:block>"
        self.assertEqual((0, []), self.format(flow))
        page = subprocess.run(["pdftotext", "-raw", self.pdf, "-"], capture_output=True, text=True)
        self.assertNotIn("2030.7", page.stdout)

    def test_turned_content(self):
        turned = ('<fo:block-container reference-orientation="%d" width="40mm" height="20mm">'
                  "<fo:block>%s</fo:block></fo:block-container>")
        places = self.places(turned % (90, "first") + turned % (0, "second") +
                             turned % (-90, "third"))
        left, top, right, bottom = places["first"]
        self.assertGreater(bottom - top, right - left)
        self.assertAlmostEqual(LEFT, left, delta=5)  # its first line is at the left
        self.assertAlmostEqual(20 * MM + 40 * MM, bottom, delta=1)  # and begins at the bottom
        left, top, right, bottom = places["second"]
        self.assertGreater(right - left, bottom - top)
        self.assertGreaterEqual(top, 60 * MM - 1)
        left, top, right, bottom = places["third"]
        self.assertAlmostEqual(LEFT + 20 * MM, right, delta=5)


    def test_what_is_fixed_stands_on_the_page_however_turned_it_is_around(self):
        fixed = ('<fo:block-container absolute-position="fixed" left="30mm" top="40mm" width="30mm"'
                 ' height="10mm"><fo:block>fixed</fo:block></fo:block-container>')
        places = []
        for turns in (0, 90, 180, 270):
            turned = (f'<fo:block-container reference-orientation="{turns}" width="40mm" height="40mm">'
                      f"<fo:block>around</fo:block>{fixed}</fo:block-container>")
            places.append(self.places(turned)["fixed"])
        self.assertAlmostEqual(30 * MM, places[0][0], delta=1)
        self.assertAlmostEqual(40 * MM, places[0][1], delta=4)
        for place in places[1:]:
            for side, expected in zip(place, places[0]):
                self.assertAlmostEqual(expected, side, delta=0.5)

    def test_numbers_in_groups_are_not_turned_round(self):
        for number in ("01632 960001", "+44 (0)1632 960001", "(01632) 960001", "1\u00a0234\u00a0567",
                       "٠١٦٣٢ ٩٦٠٠٠١"):
            groups = number.replace("\u00a0", " ").split()
            for content in (number, f'<fo:basic-link external-destination="tel:1">{number}</fo:basic-link>'):
                places = self.places(RTL % f"<fo:block>{ONE} {content} {TWO}</fo:block>")
                for before, after in zip(groups, groups[1:]):
                    self.assertLess(self.left(places, before), self.left(places, after), content)

    def left(self, places, word):
        """Where the word's digits begin; poppler may part it at its brackets."""
        digits = re.sub(r"\D", "", word)
        found = [place[0] for text, place in places.items() if digits in re.sub(r"\D", "", text)]
        self.assertTrue(found, (word, places))
        return min(found)

    def test_other_digits_run_as_the_text_does(self):
        places = self.places(RTL % f"<fo:block>{ONE} 15 03 {TWO}</fo:block>")
        self.assertLess(places["03"][0], places["15"][0])

    def test_a_link_is_put_in_order_by_itself(self):
        link = '<fo:basic-link external-destination="x">see.example/%s</fo:basic-link>'
        with_slash = self.places(RTL % f"<fo:block>{ONE} ({link % ''}) {TWO}</fo:block>")
        self.assertTrue(any("see.example/" in word for word in with_slash), with_slash)


class Scripts(Case):
    LANGUAGES = {
        "cy": "Llywodraeth Cymru: tŷ, ŵyr, gŵyl",
        "pl": "Zażółć gęślą jaźń w przychodni",
        "pa": "ਸਿਹਤ ਸੰਭਾਲ ਬਾਰੇ ਜਾਣਕਾਰੀ",
        "ur": "صحت کی معلومات یہاں ہیں",
        "ar": "معلومات عن الصحة هنا",
        "bn": "স্বাস্থ্য সম্পর্কে তথ্য",
        "gu": "આરોગ્ય વિશે માહિતી",
        "zh-Hans": "健康信息在这里",
    }

    def test_each_language_prints_and_is_read_as_written(self):
        flow = "".join(
            f'<fo:block xml:lang="{lang}">{line}</fo:block>' for lang, line in self.LANGUAGES.items()
        )
        self.assertEqual((0, []), self.format(flow))
        read = text.structure_text(self.pdf)
        self.assertEqual(text.words(" ".join(self.LANGUAGES.values())), text.words(read))

    URDU = ("ہر شخص ان تمام آزادیوں کا مستحق ہے جو اس اعلان میں بیان کئے گئے ہیں۔ کوئی اثر نہ پڑے گا۔"
            " تمام انسان آزاد ہیں۔ نستعلیق میں ڈاکٹر صاحب کا فون نمبر 0300 ہے۔")

    def placed_urdu(self):
        flow = RTL % f'<fo:block xml:lang="ur" font-size="11pt" line-height="17pt">{self.URDU}</fo:block>'
        self.assertEqual((0, []), self.format(flow, header=""))
        return text.placed_words(self.pdf)[0]

    def test_lines_of_a_sloping_script_stand_evenly(self):
        lines = sorted({round(word.top, 1) for word in self.placed_urdu() if word.text != "0300"})
        gaps = [lower - upper for upper, lower in zip(lines, lines[1:])]
        self.assertGreater(len(gaps), 1)
        self.assertGreater(gaps[0], 20)
        self.assertAlmostEqual(min(gaps), max(gaps), delta=0.3)

    def test_missing_characters_are_named_once(self):
        status, lines = self.format("<fo:block>a \U0010fffd b \U0010fffd \U000f1234</fo:block>")
        self.assertEqual(1, len(lines), lines)
        self.assertIn("U+10FFFD", lines[0])
        self.assertIn("U+F1234", lines[0])
        self.assertIn("error", lines[0])
        self.assertNotEqual(0, status)


if __name__ == "__main__":
    unittest.main()
