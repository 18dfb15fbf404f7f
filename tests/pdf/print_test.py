"""Small FO documents through `concordat fo`: what the PDF's readers and its writer get."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import text

CONCORDAT = os.environ["CONCORDAT"]
HEAD = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1"
 xml:lang="en" font-family="Liberation Sans">
<fo:layout-master-set><fo:simple-page-master master-name="m" page-width="100mm"
 page-height="100mm" margin="10mm"><fo:region-body margin-top="10mm" %s/><fo:region-before extent="10mm"/>
</fo:simple-page-master></fo:layout-master-set>
<fo:declarations><p:info title="Title"/></fo:declarations>
<fo:page-sequence master-reference="m">
<fo:static-content flow-name="xsl-region-before"><fo:block>%s</fo:block></fo:static-content>
<fo:flow flow-name="xsl-region-body">
"""
TAIL = "</fo:flow></fo:page-sequence></fo:root>\n"


SEEN = ("[pdf-fit]", "[pdf-picture]", "[pdf-character]")


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.fo, self.pdf = self.folder / "case.fo", self.folder / "case.pdf"

    def format(self, flow, *options, body="", header="Head"):
        """The exit status, and the messages with the findings of what is seen on the pages."""
        self.fo.write_text(HEAD % (body, header) + flow + TAIL)
        done = subprocess.run(
            [CONCORDAT, "fo", *options, self.fo, self.pdf], capture_output=True, text=True
        )
        lines = (done.stderr + done.stdout).replace(str(self.fo), "case.fo").splitlines()
        return done.returncode, [line for line in lines
                                 if line.startswith("concordat: ") or line.endswith(SEEN)]

    def read(self, flow):
        self.assertEqual((0, []), self.format(flow))
        return text.words(text.structure_text(self.pdf))


class Notes(Case):
    NOTE = "<fo:footnote-body><fo:block>note</fo:block></fo:footnote-body>"

    def test_a_note_is_read_right_after_its_mark(self):
        words = self.read(
            f'<fo:block>one <fo:footnote><fo:inline role="Reference">*</fo:inline>{self.NOTE}'
            f"</fo:footnote> two <fo:inline font-weight='bold'>three</fo:inline> four</fo:block>"
        )
        self.assertEqual("one * note two three four".split(), words)

    def test_a_mark_without_a_role_is_a_reference(self):
        words = self.read(
            f"<fo:block>one <fo:footnote><fo:inline>*</fo:inline>{self.NOTE}</fo:footnote>"
            f" two</fo:block>"
        )
        self.assertEqual("one * note two".split(), words)


class Continued(Case):
    """One structure element over several page-sequences (p:continues)."""

    def structure(self, sequences):
        head, rest = HEAD.split("<fo:page-sequence", 1)
        whole = head % "" + "".join(
            '<fo:page-sequence master-reference="m"><fo:flow flow-name="xsl-region-body">'
            f"{flow}</fo:flow></fo:page-sequence>" for flow in sequences) + "</fo:root>"
        self.fo.write_text(whole)
        done = subprocess.run([CONCORDAT, "fo", self.fo, self.pdf], capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        listing = subprocess.run(["pdfinfo", "-struct-text", self.pdf], capture_output=True, text=True)
        return done.stderr, re.sub(r"\s+", " ", listing.stdout)

    def test_a_part_goes_on_in_the_next_sequence(self):
        error, text = self.structure([
            '<fo:block role="Part" id="a"><fo:block role="P">one</fo:block></fo:block>',
            '<fo:block role="Part" p:continues="a"><fo:block role="P">two</fo:block></fo:block>'
            '<fo:block role="P">three</fo:block>'])
        self.assertEqual("", error)
        self.assertEqual(1, text.count("Part"))
        self.assertRegex(text, 'Part .*one.*two.* P .*three')

    def test_one_that_is_not_there_is_told_and_begins_an_element(self):
        error, text = self.structure([
            '<fo:block role="Part" p:continues="a"><fo:block role="P">one</fo:block></fo:block>'])
        self.assertIn('nothing has the id "a"', error)
        self.assertEqual(1, text.count("Part"))


class SoftHyphens(Case):
    LONG = "inter\u00admin\u00adis\u00adteri\u00adal"

    def extracted(self):
        done = subprocess.run(["pdftotext", self.pdf, "-"], capture_output=True, text=True)
        return done.stdout.split()

    def ink(self):
        """The right end of the ink of each line, in points."""
        page = subprocess.run(["pdftoppm", "-gray", "-r", "72", self.pdf], capture_output=True)
        head, size, _, pixels = page.stdout.split(b"\n", 3)
        self.assertEqual(b"P5", head)
        width, height = map(int, size.split())
        rows = [pixels[y * width : (y + 1) * width] for y in range(height)]
        ends, blank = [], 9  # a letter's dot stands less than three rows above it
        for row in rows[55:]:  # below the header
            dark = [x for x, value in enumerate(row) if value < 160]
            if dark and blank > 2:
                ends.append(0)
            if dark:
                ends[-1] = max(ends[-1], dark[-1])
            blank = 0 if dark else blank + 1
        return ends

    def test_words_are_extracted_whole(self):
        flow = f'<fo:block margin-right="%s">An {self.LONG} group, an {self.LONG}</fo:block>'
        for margin in ("0mm", "55mm", "60mm", "64mm"):
            words = "An interministerial group, an interministerial".split()
            self.assertEqual(words, self.read(flow % margin), margin)
            self.assertEqual(["Head", *words], self.extracted(), margin)

    def test_a_hyphen_is_drawn_where_a_line_breaks_a_word_and_nowhere_else(self):
        block = '<fo:block font-size="20pt" margin-right="%s">inter\u00adminis</fo:block>'
        self.format(block % "0mm")
        whole = self.ink()
        self.format(block.replace("\u00ad", "") % "0mm")
        self.assertEqual(self.ink(), whole)
        self.format(block % "55mm")
        first, second = self.ink()
        self.format('<fo:block font-size="20pt">inter</fo:block>')
        self.assertAlmostEqual(self.ink()[0] + 20 * 0.333, first, delta=2)

    def lines(self, flow):
        """How many lines there are, and the words read."""
        words = self.read(flow)
        return len(self.ink()), words

    def test_words_are_hyphenated_where_asked(self):
        sentence = ("Representatives acknowledged extraordinary administrative responsibilities"
                    " for neighbourhoods.")
        block = '<fo:block hyphenate="%s" margin-right="35mm">%s</fo:block>'
        plain, words = self.lines(block % ("false", sentence))
        self.assertEqual(sentence.split(), words)
        fewer, words = self.lines(block % ("true", sentence))
        self.assertLess(fewer, plain)
        self.assertEqual(sentence.split(), words)
        self.assertEqual(["Head", *words], self.extracted())

    def test_addresses_capitals_and_other_languages_are_not_hyphenated(self):
        block = '<fo:block hyphenate="%s" margin-right="60mm" %s>%s</fo:block>'
        for text, attributes in (("representatives.org", ""), ("REPRESENTATIVES", ""),
                                 ("representatives", 'xml:lang="cy"'),
                                 ("representatives", 'hyphenation-remain-character-count="14"')):
            counts = [len(self.ink()) for hyphenate in ("false", "true")
                      if self.format(block % (hyphenate, attributes, f"a {text}"))]
            self.assertEqual(counts[0], counts[1], text)

    def test_an_inline_may_begin_within_a_word(self):
        flow = ('<fo:block hyphenate="true" margin-right="55mm">Represen<fo:inline font-weight="bold">'
                "tatives</fo:inline> acknowledged</fo:block>")
        self.assertEqual(["Representatives", "acknowledged"], self.read(flow))

    def test_a_ligature_may_be_broken(self):
        flow = '<fo:block font-family="DejaVu Sans" margin-right="%s">of\u00adficial</fo:block>'
        self.assertEqual(["official"], self.read(flow % "70mm"))
        broken = self.ink()
        self.assertEqual(2, len(broken))
        self.format('<fo:block font-family="DejaVu Sans">ficial</fo:block>')
        self.assertAlmostEqual(self.ink()[0], broken[1], delta=1)


class LastLines(Case):
    def test_one_that_hangs_out_as_asked_is_not_too_wide(self):
        flow = ('<fo:block text-align-last="justify" end-indent="8mm" last-line-end-indent="%s">'
                'one<fo:leader leader-pattern="dots" leader-length.optimum="20mm" '
                'leader-length.maximum="100%%"/>9</fo:block>')
        self.assertEqual((0, []), self.format(flow % "-8mm"))
        wide = self.format((flow % "-8mm").replace("one", "o" * 400, 1).replace(
            "<fo:block", '<fo:block wrap-option="no-wrap"'))
        self.assertIn("wider than its column", "".join(wide[1]))


class Leaders(Case):
    def test_what_a_leader_repeats_is_decoration(self):
        words = self.read(
            '<fo:block text-align-last="justify">Title<fo:leader leader-pattern="use-content"'
            ' leader-length.maximum="100%"><fo:inline role="Span">xo</fo:inline></fo:leader>9'
            "</fo:block>"
        )
        self.assertEqual(["Title", "9"], words)
        page = subprocess.run(["pdftotext", self.pdf, "-"], capture_output=True, text=True).stdout
        self.assertIn("xoxoxo", page.replace(" ", ""))

    def test_a_line_of_leaders_may_shrink_its_spaces(self):
        """What was reckoned with when the line was broken: else it stands out by as much."""
        words = "Genir pawb yn rhydd ac yn gyfartal"
        for width in range(60, 80):
            with self.subTest(width=width):
                self.assertEqual([*words.split(), "9"], self.read(
                    f'<fo:block-container width="{width}mm"><fo:block text-align-last="justify">'
                    f'{words} <fo:leader leader-length.minimum="6mm" leader-length.optimum="6mm"'
                    ' leader-length.maximum="100%" leader-pattern="dots"/> 9</fo:block>'
                    "</fo:block-container>"))


class Columns(Case):
    """Text in two columns under headings that span both, with a note below."""

    SENTENCE = ("The committee meets four times a year and each meeting is open to people who"
                " use services and to those who care for them").split()
    NOTE = ("<fo:footnote><fo:inline>*</fo:inline><fo:footnote-body><fo:block start-indent='0pt'>below"
            " both</fo:block></fo:footnote-body></fo:footnote>")

    def section(self, number, note):
        heading = (f'<fo:block role="H1" span="all" keep-with-next="always">Heading{number} spans'
                   f" both columns</fo:block>")
        texts = [" ".join(self.SENTENCE[i:] + self.SENTENCE[:i]) for i in range(3)]
        blocks = [f'<fo:block role="P">{text} p{number}{i}.</fo:block>'
                  for i, text in enumerate(texts)]
        item = (f'<fo:list-block role="L"><fo:list-item role="LI"><fo:list-item-label role="Lbl">'
                f"<fo:block>-</fo:block></fo:list-item-label><fo:list-item-body role='LBody'"
                f" start-indent='5mm'><fo:block>{texts[0]} {note}</fo:block></fo:list-item-body>"
                f"</fo:list-item></fo:list-block>")
        return heading + "".join(blocks) + item

    def flow(self):
        return "".join(self.section(i, self.NOTE if i == 1 else "") for i in range(4))

    def structure(self, body):
        self.assertEqual((0, []), self.format(self.flow(), body=body))
        return [line.split(" (")[0].rstrip() for line in text.structure_lines(self.pdf)
                if line.strip() and not line.lstrip().startswith('"')]

    def places(self):
        """The pages' words, each with its left and upper edge."""
        return [[(word.text, word.left, word.top) for word in page]
                for page in text.placed_words(self.pdf)]

    def test_the_structure_tree_is_that_of_one_column(self):
        self.assertEqual(self.structure(""), self.structure('column-count="2" column-gap="5mm"'))
        self.assertEqual(["P"] * (4 * 4 + 1), [line.strip() for line in
                                      self.structure('column-count="2"') if line.strip() == "P"])
        self.assertEqual(text.words(text.fo_text(self.fo)),
                         text.words(text.structure_text(self.pdf)))

    def test_columns_stand_side_by_side_below_their_heading(self):
        short = "".join(
            f'<fo:block span="all">Heading{i}</fo:block>'
            f"<fo:block>{' '.join(self.SENTENCE)}.</fo:block>" for i in range(2))
        self.assertEqual((0, []), self.format(short, body='column-count="2"'))
        first = self.places()[0]
        middle = 50 * 72 / 25.4
        tops = {word: y for word, _, y in first if word.startswith("Heading")}
        head, following = tops["Heading0"], tops["Heading1"]
        sides = [[y for _, x, y in first if head + 1 < y < following - 1 and (x > middle) == right]
                 for right in (False, True)]
        self.assertEqual(min(sides[0]), min(sides[1]))
        self.assertLess(abs(max(sides[0]) - max(sides[1])), 30)  # at most two lines apart

    def test_a_note_stands_below_both_columns(self):
        self.assertEqual((0, []), self.format(self.flow(), body='column-count="2"'))
        page = next(page for page in self.places() if any(word == "below" for word, _, _ in page))
        [(note_x, note_y)] = [(x, y) for word, x, y in page if word == "below"]
        self.assertLess(note_x, 12 * 72 / 25.4)
        self.assertEqual(note_y, max(y for _, _, y in page))

    def test_a_heading_is_not_parted_from_its_columns(self):
        for extra in range(24):
            lines = "<fo:block>line</fo:block>" * extra
            self.assertEqual((0, []), self.format(
                lines + self.section(7, ""), body='column-count="2"'))
            page = next(page for page in self.places() if any(w == "Heading7" for w, _, _ in page))
            [top] = [y for word, _, y in page if word == "Heading7"]
            self.assertTrue(any(y > top + 1 for _, _, y in page), extra)


class Keeps(Case):
    def test_what_is_kept_together_and_taller_than_the_page_is_cut_and_told_of(self):
        flow = ('<fo:block keep-together.within-column="always">%s</fo:block>'
                % ("<fo:block>x</fo:block>" * 40))
        status, lines = self.format(flow)
        self.assertEqual((0, 1), (status, len(lines)), lines)
        self.assertIn("is kept together is taller than the page and is cut", lines[0])
        self.assertEqual(["x"] * 40, text.words(text.structure_text(self.pdf)))


class Transformed(Case):
    """text-transform: by language, and a capital for each word whatever inlines it is in."""

    def check(self, how, flow, expected, language="en"):
        self.assertEqual(expected.split(), self.read(
            f'<fo:block text-transform="{how}" xml:lang="{language}">{flow}</fo:block>'))

    def test_cases(self):
        self.check("uppercase", "Straße, naïve, Łódź", "STRASSE, NAÏVE, ŁÓDŹ")
        self.check("lowercase", "ÉGALITÉ AND Straße", "égalité and straße")
        self.check("uppercase", "istanbul", "İSTANBUL", language="tr")

    def test_capitals(self):
        self.check("capitalize", "a l<fo:inline color='red'>on</fo:inline>g don't (end) 3rd éclair",
                   "A Long Don't (End) 3rd Éclair")


class Versions(Case):
    FLOW = "<fo:block id='a'>see <fo:basic-link internal-destination='a'>a</fo:basic-link></fo:block>"

    def objects(self, *options):
        """What qpdf shows of the file, and its first bytes."""
        self.assertEqual((0, []), self.format(self.FLOW, *options))
        done = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"],
                              capture_output=True, check=True)
        return done.stdout.decode("latin-1"), self.pdf.read_bytes()[:8]

    def test_pdf_2_0_has_structure_destinations_and_no_document_information(self):
        shown, head = self.objects("--pdf", "2.0")
        self.assertEqual(b"%PDF-2.0", head)
        self.assertIn("/SD [", shown)
        self.assertIn("http://iso.org/pdf2/ssn", shown)
        self.assertNotIn("/Info ", shown[shown.rindex("trailer"):])

    def test_pdf_1_7_is_the_default(self):
        shown, head = self.objects()
        self.assertEqual(b"%PDF-1.7", head)
        self.assertNotIn("/SD [", shown)
        self.assertIn("/Info ", shown[shown.rindex("trailer"):])

    TITLED = ('<fo:block role="Title">one</fo:block><fo:block role="H2">two</fo:block>'
              '<fo:block role="H3">three</fo:block>')

    def headings(self, flow, *options):
        self.assertEqual((0, []), self.format(flow, *options))
        shown = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"],
                               capture_output=True, check=True).stdout.decode("latin-1")
        return re.findall(r"/S /(Title|H[1-6])\b", shown)

    def test_a_title_is_one_in_pdf_2_0_and_headings_begin_below_it(self):
        self.assertEqual(["Title", "H1", "H2"], self.headings(self.TITLED, "--pdf", "2.0"))
        self.assertEqual(["H1", "H2", "H3"], self.headings(self.TITLED))

    def test_headings_without_a_title_keep_their_levels(self):
        flow = self.TITLED.replace("Title", "H1")
        self.assertEqual(["H1", "H2", "H3"], self.headings(flow, "--pdf", "2.0"))

    def test_files_are_attached_with_what_they_are(self):
        for name, content in (("source.md", "# A\n"), ("data.csv", "a,b\n")):
            (self.folder / name).write_text(content)
        shown, _ = self.objects("--attach", self.folder / "source.md",
                                "--attach", self.folder / "data.csv")
        self.assertIn("/AFRelationship /Source", shown)
        self.assertIn("/AFRelationship /Data", shown)
        self.assertIn("/subtype /text#2fmarkdown", shown.lower())
        self.assertIn("<pdfaid:part>3", shown)
        (self.folder / "out").mkdir()
        subprocess.run(["pdfdetach", "-saveall", "-o", self.folder / "out", self.pdf],
                       check=True, capture_output=True)
        self.assertEqual("# A\n", (self.folder / "out" / "source.md").read_text())

    def test_one_name_is_attached_once(self):
        file = self.folder / "a.md"
        file.write_text("# A\n")
        status, lines = self.format(self.FLOW, "--attach", file, "--attach", file)
        self.assertEqual(1, status)
        self.assertIn('two attached files are called "a.md"', lines[0])


class Spaces(Case):
    """The space that a line's end drops still parts words."""

    def check(self, flow, expected):
        for indent in range(0, 64, 2):  # wherever the line breaks
            self.assertEqual(
                expected.split(),
                self.read(f'<fo:block text-indent="{indent}mm" linefeed-treatment="preserve">'
                          f"{flow}</fo:block>"),
            )

    def test_after_and_before_an_inline(self):
        link = '<fo:basic-link external-destination="https://a.example/">%s</fo:basic-link>'
        self.check(f"aims {link % 'link'} (end) tail", "aims link (end) tail")
        self.check(f"aims{link % ' link '}end", "aims link end")
        self.check("aims<fo:inline font-size='30pt'> large </fo:inline>end", "aims large end")

    def test_at_a_linefeed_and_at_a_block(self):
        self.check("one<fo:inline role='Code'>two</fo:inline>\nthree", "onetwo three")
        self.check("one<fo:inline role='Span'> two\n</fo:inline>three", "one two three")
        self.check("one<fo:block/>two <fo:inline>three<fo:block/></fo:inline>four",
                   "one two three four")

    def test_after_text_of_another_font_and_direction(self):
        self.check("\u05e9\u05dc\u05d5\u05dd <fo:inline>end</fo:inline> x",
                   "\u05e9\u05dc\u05d5\u05dd end x")


class Fonts(Case):
    def test_a_missing_font_is_told_of_once_with_its_place(self):
        missing = ('<fo:block p:source="page.md:%d:1" font-family="No Such, Nor This">one '
                   '<fo:inline font-size="30pt"> large </fo:inline> end</fo:block>')
        status, messages = self.format(missing % 3 + "<fo:block>text</fo:block>" + missing % 7)
        self.assertEqual(1, status)
        self.assertEqual(['concordat: page.md:3:1: error: none of the fonts "No Such, Nor This" '
                          "is installed"], messages)
        self.assertFalse(self.pdf.exists())


class Markers(Case):
    """What a marker holds goes with each page that retrieves it."""
    FLOW = ('<fo:block><fo:marker marker-class-name="m">%s</fo:marker>one</fo:block>\n'
            '<fo:block break-before="page">two</fo:block>')
    HEADER = '<fo:retrieve-marker retrieve-class-name="m"/>'

    def test_it_is_painted_on_each_page(self):
        large = "<fo:wrapper/>" * 3000  # so that its memory is given back, and ASan sees it
        self.assertEqual((0, []), self.format(self.FLOW % f"Chapter{large}", header=self.HEADER))
        shown = subprocess.run(["pdftotext", self.pdf, "-"], capture_output=True, text=True,
                               check=True).stdout
        self.assertEqual(2, shown.count("Chapter"))

    def test_its_fault_is_told_of_once(self):
        large = "<fo:wrapper/>" * 3000
        wide = f'<fo:block wrap-option="no-wrap">{"wide " * 40}{large}</fo:block>'
        status, messages = self.format(self.FLOW % wide, header=self.HEADER)
        self.assertEqual(0, status)
        self.assertEqual(2, len(messages), messages)  # the line is too wide; text is off the page
        for message in messages:
            self.assertIn("case.fo:%d:1: warning:" % (HEAD.count("\n") + 1), message)


class Languages(Case):
    """XSL's language and country, for which xml:lang is a shorthand."""

    def languages(self, flow, root='xml:lang="en"'):
        self.fo.write_text((HEAD % ("", "Head")).replace('xml:lang="en"', root) + flow + TAIL)
        done = subprocess.run([CONCORDAT, "fo", self.fo, self.pdf], capture_output=True, text=True)
        self.assertEqual("", done.stderr)
        shown = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"],
                               capture_output=True, check=True).stdout.decode("latin-1")
        return sorted(re.findall(r"/Lang \(([^)]*)\)", shown))

    def test_the_document_has_that_of_the_root(self):
        self.assertEqual(["en-GB"], self.languages("<fo:block>a</fo:block>",
                                                   'language="en" country="GB"'))

    def test_the_nearest_of_both_forms_holds(self):
        flow = ('<fo:block language="cy">a</fo:block>'
                '<fo:block xml:lang="zh-Hant-HK">b <fo:inline language="pl" role="Span">c'
                '</fo:inline><fo:inline country="TW" role="Span">d</fo:inline></fo:block>')
        self.assertEqual(["cy", "en", "pl-HK", "zh-Hant-HK", "zh-TW"], self.languages(flow))

    def test_none_is_no_language(self):
        flow = ('<fo:block xml:lang="cy-GB">a '
                '<fo:inline country="none" role="Span">b</fo:inline></fo:block>')
        self.assertEqual(["cy", "cy-GB", "en"], self.languages(flow))


class Faults(Case):
    def test_one_fault_in_many_places_is_told_of_three_lines_and_counted(self):
        status, messages = self.format('<fo:block colour="red"/>\n' * 6)
        self.assertEqual(1, status)
        first = HEAD.count("\n") + 1
        told = [f'concordat: case.fo:{first + i}: error: unknown property "colour"; '
                'did you mean "color"?' for i in range(3)]
        more = (f'concordat: case.fo:{first}: error: "colour": the same fault at 3 more places, '
                f"the last one in line {first + 5}")
        self.assertEqual([*told, more], messages)

    def test_one_line_is_told_once(self):
        status, messages = self.format('<fo:block zz="1"/>' * 2)
        self.assertEqual(1, status)
        self.assertEqual(2, len(messages))
        self.assertTrue(messages[0].endswith('error: unknown property "zz"'), messages[0])


class CollapsedBorders(Case):
    """The edges of a table's grid, as the area tree has them."""

    def cells(self, table, rows, **options):
        cell = "<fo:table-cell border='1pt solid red' padding='2pt'><fo:block>x</fo:block></fo:table-cell>"
        flow = (
            f"<fo:table table-layout='fixed' border='5pt solid blue' {table}>"
            f"<fo:table-body>{''.join(f'<fo:table-row>{row or cell}</fo:table-row>' for row in rows)}"
            "</fo:table-body></fo:table>"
        )
        areas = self.fo.with_suffix(".xml")
        self.assertEqual((0, []), self.format(flow, "--areas", areas, **options))
        found = re.findall(r'<block [^>]*bap="[^>]*positioning="absolute"[^>]*>', areas.read_text())
        return [dict(re.findall(r'border-(\w+)="\(([^)]*)\)"', block)) for block in found]

    def test_the_wider_wins_at_the_edge_and_neighbours_share_a_line(self):
        first, second = self.cells("border-collapse='collapse'", ["", ""])
        self.assertEqual("solid,#0000ff,5000,collapse-outer", first["before"])
        self.assertEqual("solid,#ff0000,1000,collapse-inner", first["after"])
        self.assertEqual(first["after"], second["before"])

    def test_precedence_goes_before_width(self):
        table = "border-collapse='collapse-with-precedence' border-before-precedence='4'"
        (cell,) = self.cells(table, [""])
        self.assertEqual("solid,#ff0000,1000,collapse-outer", cell["before"])
        self.assertEqual("solid,#0000ff,5000,collapse-outer", cell["after"])

    def test_a_cut_has_the_tables_border_only_if_it_is_retained(self):
        rows = [""] * 60
        for value, width in (("discard", 1000), ("retain", 5000)):
            table = (
                "border-collapse='collapse' border-after-width.length='5pt'"
                f" border-after-width.conditionality='{value}'"
            )
            cells = self.cells(table, rows)
            cut = [cell["after"] for cell in cells[:-1] if cell["after"].endswith("outer")]
            self.assertTrue(cut)
            self.assertTrue(all(f",{width}," in border for border in cut), cut)


class Undrawn(Case):
    """What is taken but not drawn is told once, and only where somebody wrote it."""

    UNDRAWN = (
        'background-attachment="fixed"',
        'reference-orientation="90"',
        'score-spaces="false"',
    )
    QUIET = (
        'background-image="none" reference-orientation="0" text-transform="none"'
        ' border-collapse="separate" word-spacing="normal"'
    )
    CELL = (
        "<fo:table table-layout='fixed' %s><fo:table-body><fo:table-row><fo:table-cell>"
        "<fo:block>text</fo:block></fo:table-cell></fo:table-row></fo:table-body></fo:table>"
    )

    def told_once(self, *arguments, line, **options):
        for lenient, status, kind in (([], 1, "error"), (["--lenient"], 0, "warning")):
            got, messages = self.format(*arguments, *lenient, **options)
            self.assertEqual((status, 1), (got, len(messages)), messages)
            self.assertTrue(messages[0].startswith(f"concordat: case.fo:{line}: {kind}: "), messages)
        return messages[0]

    def test_properties(self):
        for attribute in self.UNDRAWN:
            message = self.told_once(self.CELL % attribute, line=10)
            self.assertIn(attribute.split("=")[0], message)

    def test_values_that_ask_for_nothing_are_quiet(self):
        self.assertEqual((0, []), self.format(self.CELL % self.QUIET, body='column-count="2"'))
        self.assertEqual((0, []), self.format(self.CELL % ""))

    def test_a_fixed_background_is_that_of_its_viewport(self):
        self.assertEqual((0, []), self.format("<fo:block>x</fo:block>",
                                              body='background-attachment="fixed"'))

    def test_links_in_static_content(self):
        link = "<fo:basic-link external-destination='https://a.example/'>x</fo:basic-link>"
        self.told_once("<fo:block>text</fo:block>", header=link, line=8)
        marker = f"<fo:marker marker-class-name='m'><fo:block>{link}</fo:block></fo:marker>"
        pages = "<fo:block break-before='page'>text</fo:block>" * 3
        self.told_once(
            f"<fo:block>{marker}{pages}</fo:block>",
            header="</fo:block><fo:block><fo:retrieve-marker retrieve-class-name='m'/>",
            line=10,
        )


if __name__ == "__main__":
    unittest.main()
