"""What is wider than its room: nothing is printed over something else, and nothing is lost."""
import subprocess
import unittest
import unittest.mock

import print_test
import text
from print_test import Case

WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis"
ADDRESS = "https://www.england.nhs.uk/commissioning_guidance/2026?department=finance&amp;region=north"
BROKEN = "is wider than its column"


def table(rows, columns="", **attributes):
    given = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    cell = '<fo:table-cell padding="2pt" border="0.5pt solid black"><fo:block>%s</fo:block></fo:table-cell>'
    body = "".join("<fo:table-row>" + "".join(cell % content for content in row) + "</fo:table-row>"
                   for row in rows)
    return (f'<fo:table table-layout="fixed" width="100%" border-collapse="separate"{given}>{columns}'
            f"<fo:table-body>{body}</fo:table-body></fo:table>")


def overlap(a, b):
    """Whether two words' boxes share ink: leading is not ink."""
    lower, upper = sorted((a, b), key=lambda word: word.top)
    height = (lower.bottom - lower.top) / 4
    return (a.left + 0.5 < b.right and b.left + 0.5 < a.right
            and upper.top + height < lower.bottom - height)


class Wide(Case):
    RIGHT = 90 * 72 / 25.4  # of the page's text

    def words(self, flow, warnings):
        """The words' boxes of one page, each line of its own; warnings tell of cut words."""
        status, lines = self.format(flow, header="")
        self.assertEqual(0, status)
        self.assertEqual(warnings, [line.split('"')[1] for line in lines if BROKEN in line])
        self.assertEqual(len(warnings), len(lines), lines)
        self.assertEqual(text.words(text.fo_text(self.fo)),
                         text.words(text.structure_text(self.pdf)))
        words = [word for page in text.placed_words(self.pdf) for word in page]
        for i, word in enumerate(words):
            self.assertLessEqual(word.right, self.RIGHT + 1, word)
            for other in words[:i]:
                self.assertFalse(overlap(word, other), (word, other))
        return words

    def test_a_column_is_as_wide_as_its_longest_word(self):
        words = self.words(table([["a", "b c", WORD], ["1", "2", "3"]], font_size="8pt"), [])
        self.assertIn(WORD, [word.text for word in words])

    def test_collapsed_borders_go_with_the_widened_columns(self):
        flow = table([["a", "responsibilities"]], border_collapse="collapse").replace(
            "separate", "collapse", 1).replace(' border-collapse="collapse"', "", 1)
        flow = f'<fo:block-container width="35mm">{flow}</fo:block-container>'
        words = self.words(flow, [])
        [word] = [word for word in words if word.text == "responsibilities"]
        dark = [x for x in self.dark_points(word.top + 5) if not word.left - 1 < x < word.right + 1]
        self.assertAlmostEqual(word.left - 2, max(x for x in dark if x < word.left), delta=1)
        self.assertAlmostEqual(45 * 72 / 25.4, max(dark), delta=1)

    def test_columns_of_shares_give_way_to_words_and_fixed_ones_do_not(self):
        shares = '<fo:table-column column-width="proportional-column-width(9)"/>' + (
            '<fo:table-column column-width="proportional-column-width(1)"/>')
        words = self.words(table([["many words", "responsibility"]], shares), [])
        self.assertIn("responsibility", [word.text for word in words])
        fixed = '<fo:table-column column-width="60mm"/><fo:table-column column-width="20mm"/>'
        words = self.words(table([["many words", "responsibilities"]], fixed), ["responsibilities"])
        self.assertNotIn("responsibilities", [word.text for word in words])

    def test_a_cell_over_two_columns_widens_them(self):
        spanning = ('<fo:table-row><fo:table-cell number-columns-spanned="2"><fo:block>responsibilities'
                    "</fo:block></fo:table-cell><fo:table-cell padding='2pt'><fo:block>x</fo:block></fo:table-cell>"
                    "</fo:table-row><fo:table-row>" + "".join(
                        f"<fo:table-cell><fo:block>{c}</fo:block></fo:table-cell>" for c in "abc")
                    + "</fo:table-row>")
        columns = "".join(f'<fo:table-column column-width="proportional-column-width({n})"/>'
                          for n in (1, 1, 9))
        words = self.words(f'<fo:table table-layout="fixed" width="100%">{columns}<fo:table-body>'
                           f"{spanning}</fo:table-body></fo:table>", [])
        self.assertIn("responsibilities", [word.text for word in words])

    def test_a_table_in_a_table_asks_for_its_words(self):
        inner = table([["responsibilities", "responsibilities"]])
        words = self.words(table([[inner, "x", "y"]]), [])
        self.assertEqual(2, sum(word.text == "responsibilities" for word in words))

    def test_words_are_cut_where_the_table_is_too_narrow(self):
        words = self.words(table([[WORD, WORD], ["a", "b"]]), [WORD[:40] + "…"] * 2)
        self.assertNotIn(WORD, [word.text for word in words])
        for column in ([w for w in words if w.left < 50 * 72 / 25.4],
                       [w for w in words if w.left >= 50 * 72 / 25.4]):
            self.assertEqual(WORD, "".join(word.text for word in column if len(word.text) > 1))

    def test_twelve_columns_stay_apart(self):
        heads = [f"Reg{i}" for i in range(12)]
        rows = [[str(100 * i + j) for i in range(12)] for j in range(5)]
        words = self.words(table([heads, *rows], font_size="5pt"), [])
        self.assertEqual({*heads, *sum(rows, [])}, {word.text for word in words})

    def test_a_narrow_number_is_kept_where_long_words_are_cut(self):
        words = self.words(table([[WORD, "1000", WORD, "2000"]], font_size="8pt"),
                           [WORD[:40] + "…"] * 2)
        self.assertLessEqual({"1000", "2000"}, {word.text for word in words})

    def test_an_address_breaks_after_its_marks_without_a_warning(self):
        words = self.words(f'<fo:block end-indent="45mm">{ADDRESS}</fo:block>', [])
        pieces = [word.text for word in words]
        self.assertGreater(len(pieces), 2)
        self.assertTrue(all(piece[-1] in "/.-_?&=" for piece in pieces[:-1]), pieces)
        self.assertEqual(ADDRESS.replace("&amp;", "&"), "".join(pieces))

    def test_what_is_one_character_to_readers_is_not_cut(self):
        for unit in ("e\u0301", "\u0928\u093F", "\u0915\u094D\u0937\u093F"):
            flow = f'<fo:block font-size="20pt">{unit * 60}</fo:block>'
            for word in self.cut(flow):
                self.assertEqual(0, len(word) % len(unit), (unit, word))

    def test_a_number_is_cut_nowhere_without_a_warning(self):
        self.words(table([["1,234,567.891"] * 9], font_size="9pt"), ["1,234,567.891"] * 9)

    def test_a_word_goes_on_on_a_page_of_another_width(self):
        word = "".join(f"word{i}x" for i in range(300))
        flow = f"<fo:block>before {word} after</fo:block>"
        second = ('<fo:simple-page-master master-name="n" page-width="77mm" page-height="80mm"'
                  ' margin="10mm"><fo:region-body/></fo:simple-page-master>'
                  '<fo:page-sequence-master master-name="s">'
                  '<fo:single-page-master-reference master-reference="m"/>'
                  '<fo:repeatable-page-master-reference master-reference="n"/>'
                  "</fo:page-sequence-master></fo:layout-master-set>")
        head = print_test.HEAD.replace("</fo:layout-master-set>", second).replace(
            'page-sequence master-reference="m"', 'page-sequence master-reference="s"')
        with unittest.mock.patch.object(print_test, "HEAD", head):
            self.assertEqual(1, len([word for word in self.cut(flow) if word == "before"]))

    def test_a_picture_wider_than_its_room_is_made_smaller(self):
        picture = ('<fo:block end-indent="50mm"><fo:instream-foreign-object p:alt="x" %s>'
                   '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500">'
                   '<rect width="500" height="500"/></svg></fo:instream-foreign-object></fo:block>')
        for attributes in ('scaling="uniform"', 'content-width="50mm"'):
            status, lines = self.format(picture % attributes, header="")
            self.assertEqual((0, 1), (status, len(lines)), lines)
            self.assertRegex(lines[0], r"the picture is \d+\.\dpt wider .* and is made smaller")
            self.assertEqual((10, 40), self.dark_columns())
        status, lines = self.format(picture % 'scaling="non-uniform" content-width="50mm"')
        self.assertEqual(0, status)
        self.assertRegex(lines[-1], r"the picture is \d+\.\dpt wider than its column \[pdf-fit\]$")

    def pixels(self, resolution):
        """Of the page: its width in pixels, and their grey levels."""
        image = subprocess.run(["pdftoppm", "-r", str(resolution), "-gray", self.pdf], check=True,
                               capture_output=True).stdout
        return int(image.split(b"\n")[1].split()[0]), image.split(b"\n", 3)[3]

    def dark_columns(self):
        """From where to where the page has ink, in millimetres."""
        width, pixels = self.pixels(25.4)
        dark = [i % width for i, pixel in enumerate(pixels) if pixel < 100]
        return min(dark), max(dark) + 1

    def dark_points(self, y):
        """Where a line across the page has ink, in points."""
        width, pixels = self.pixels(288)
        row = pixels[width * round(4 * y):][:width]
        return [i / 4 for i, pixel in enumerate(row) if pixel < 128]

    def cut(self, flow):
        status, lines = self.format(flow, header="")
        self.assertEqual((0, 1), (status, len(lines)), lines)
        self.assertEqual(text.words(text.fo_text(self.fo)),
                         text.words(text.structure_text(self.pdf)))
        return [word.text for page in text.placed_words(self.pdf) for word in page]


if __name__ == "__main__":
    unittest.main()
