"""What who copies or searches gets: letters in their order, whatever a font draws them with."""
import re
import struct
import subprocess

import print_test

# In scripts whose fonts put letters together from pieces, move them or join them.
LEFT_TO_RIGHT = {
    "pa": "ਸਿੱਖਿਆ ਲਈ ਸ਼੍ਰੀ ਮਰੀਜ਼ ਫ਼ੋਨ ਕਰੋ 0300 123 4567 ਵਿਚ ਕਿਉਂਕਿ ਖ਼ੂਨ",
    "bn": "স্বাস্থ্যকর্মী গোত্র বর্ণ শিক্ষা কৌশল র\u200d্যাব দুঃখ চাঁদ উৎসব পরিষেবার",
    "gu": "જ્ઞાન શ્રી ક્ષમા દર્દી દ્વારા સેવાઓની વ્યૂહરચના",
    "hi": "सभी के लिए स्वास्थ्य सेवाओं की रणनीति",
    "ta": "அனைவருக்கும் சுகாதார சேவைகள்",
    "cy": "Ffoniwch tŷ ŵyn ac effaith fflach",
}
RIGHT_TO_LEFT = {
    "ur": "ہر ایک کے لیے صحت کی خدمات نستعلیق میں ڈاکٹر صاحب کا فون نمبر مستحق قسم",
    "ar": "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا الإعلان الأصل لا إله إلا والميلاد",
}


class Extracted(print_test.Case):
    def text(self, language, words, *command):
        rtl = ' writing-mode="rl-tb"' if language in RIGHT_TO_LEFT else ""
        status, messages = self.format(
            f'<fo:block-container{rtl} xml:lang="{language}"><fo:block line-height="2.5">{words}'
            "</fo:block></fo:block-container>", header="")
        self.assertEqual((0, []), (status, messages))
        done = subprocess.run(["pdftotext", *command, self.pdf, "-"], check=True,
                              capture_output=True, text=True)
        return re.sub("[\u200e\u200f\u202a-\u202e\f]", "", done.stdout).split()

    def content(self):
        done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"],
                              check=True, capture_output=True)
        return done.stdout

    def test_words_in_their_order(self):
        for language, words in LEFT_TO_RIGHT.items():
            with self.subTest(language):
                self.assertEqual(words.split(), self.text(language, words, "-raw"))

    def test_right_to_left(self):
        for language, words in RIGHT_TO_LEFT.items():
            with self.subTest(language):
                self.assertEqual(words.split(), self.text(language, words))

    def test_each_code_says_it_alone(self):
        """Few readers heed ActualText, and none should meet what stands for no text."""
        for language, words in {**LEFT_TO_RIGHT, **RIGHT_TO_LEFT}.items():
            with self.subTest(language):
                self.text(language, words)
                content = self.content()
                self.assertNotIn(b"/ActualText", content)
                self.assertNotIn(b"<2060>", content)

    def test_right_to_left_each_code_is_shown_by_itself(self):
        """PDFium, which Chrome and Edge have, sorts what is shown at once by its place on the
        page, and passes over what has no width."""
        for language in ("ur", "ar"):
            with self.subTest(language):
                self.text(language, RIGHT_TO_LEFT[language])
                shown = re.findall(rb"\[([^]]*)\]TJ", self.content())
                codes = [code for array in shown for code in re.findall(rb"<(\w+)>|\(([^)]*)\)", array)]
                self.assertGreater(len(codes), 50)
                self.assertEqual(len(shown), len(codes))
                self.assertTrue(all(len(hexadecimal or 2 * text) == 4 for hexadecimal, text in codes))

    def test_the_font_has_what_the_dictionary_says(self):
        """As many glyphs as codes lead to, and all in the order of their places."""
        self.text("ar", RIGHT_TO_LEFT["ar"])
        for font in re.findall(rb"\d+ 0 obj\n<<[^>]*/Length1 \d+.*?stream\n(.*?)\nendstream",
                               self.content(), re.S):
            tables = self.tables(font)
            count = self.u16(tables["maxp"], 4)
            places = struct.unpack(f">{count + 1}I", tables["loca"][:4 * (count + 1)])
            self.assertEqual(1, self.u16(tables["head"], 50))
            self.assertEqual(count, self.u16(tables["hhea"], 34))
            self.assertEqual(4 * count, len(tables["hmtx"]))
            self.assertEqual(sorted(places), list(places))
            self.assertEqual(len(tables["glyf"]), places[-1])
            found = [self.parts(tables["glyf"][start:end]) for start, end in zip(places, places[1:])]
            self.assertTrue(any(len(parts) > 1 for parts in found))
            for parts in found:
                self.assertTrue(all(part < count for part in parts))
            self.assertLess(sum(start == end for start, end in zip(places, places[1:])), 3)
            return
        self.fail("no font with compounds")

    @staticmethod
    def u16(table, at):
        return struct.unpack_from(">H", table, at)[0]

    def tables(self, font):
        rows = (struct.unpack_from(">4sIII", font, 12 + 16 * i) for i in range(self.u16(font, 4)))
        return {tag.decode(): font[start:start + size] for tag, _, start, size in rows}

    def parts(self, outline):
        """The glyphs of a composite one."""
        found, at, more = [], 10, bool(outline) and self.u16(outline, 0) == 0xFFFF
        while more:
            flags, glyph = struct.unpack_from(">HH", outline, at)
            found.append(glyph)
            more, at = flags & 32, at + (8 if flags & 1 else 6)
        return found
