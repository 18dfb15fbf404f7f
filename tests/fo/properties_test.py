"""Every property of XSL 1.1 (chapter 7), and what `concordat fo` answers to it.

A property is drawn; or it is told of as one that is known and not drawn; or it cannot make a
difference and passes. Only a name that XSL 1.1 does not have is unknown.
"""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

CONCORDAT = os.environ["CONCORDAT"]
DOCUMENT = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format">
<fo:layout-master-set><fo:simple-page-master master-name="m" page-width="300pt"
 page-height="200pt"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="m"><fo:flow flow-name="xsl-region-body">
%s
</fo:flow></fo:page-sequence></fo:root>
"""
FIRST = 5

# A name and a value that is not the initial one, a line.
# Drawn, or a value that asks for what is done anyway.
DRAWN = """
source-document url(a.xml)
role P
absolute-position absolute
top 1pt
right 1pt
bottom 1pt
left 1pt
background-color red
background-image none
background-repeat no-repeat
background-position-horizontal center
background-position-vertical center
border-before-color red
border-before-style solid
border-before-width 1pt
border-before-width.length 1pt
border-before-width.conditionality retain
border-top-width 1pt
padding-before.conditionality retain
padding-top 1pt
font-family serif
font-selection-strategy character-by-character
font-size 9pt
font-style italic
font-weight bold
country GB
language en
hyphenate true
hyphenation-character -
hyphenation-push-character-count 3
hyphenation-remain-character-count 3
margin-top 1pt
space-before 1pt
space-before.minimum 1pt
space-before.precedence 2
space-after 1pt
start-indent 1pt
end-indent 1pt
space-end 1pt
space-start 1pt
space-start.optimum 1pt
space-start.conditionality retain
relative-position relative
alignment-adjust middle
alignment-baseline middle
baseline-shift 1pt
display-align center
dominant-baseline middle
relative-align baseline
block-progression-dimension 10pt
block-progression-dimension.minimum 10pt
content-height 50%
content-width 50%
height 10pt
inline-progression-dimension 10pt
inline-progression-dimension.maximum 10pt
max-height 10pt
max-width 10pt
min-height 10pt
min-width 10pt
scaling non-uniform
scaling-method integer-pixels
width 10pt
hyphenation-ladder-count 2
last-line-end-indent 1pt
line-height 10pt
line-height.optimum 10pt
line-height-shift-adjustment disregard-shifts
line-stacking-strategy line-height
linefeed-treatment preserve
white-space-treatment preserve
text-align center
text-align-last center
text-indent 1pt
white-space-collapse false
wrap-option no-wrap
character x
letter-spacing 1pt
text-decoration underline
text-transform uppercase
word-spacing 1pt
word-spacing.maximum 9pt
color red
break-after page
break-before page
keep-together always
keep-with-next always
keep-with-next.within-page 3
keep-with-previous always
orphans 3
widows 3
overflow hidden
span all
leader-alignment reference-area
leader-pattern dots
leader-pattern-width 3pt
leader-length 9pt
leader-length.minimum 9pt
rule-style dashed
rule-thickness 2pt
external-destination url(x)
internal-destination x
show-destination new
starting-state hide
marker-class-name x
retrieve-class-name x
retrieve-position first-including-carryover
retrieve-boundary page
format I
grouping-separator ,
grouping-size 3
blank-or-not-blank blank
column-count 2
column-gap 3pt
extent 9pt
flow-name x
force-page-count even
initial-page-number 3
master-name x
master-reference x
maximum-repeats 2
media-usage paginate
odd-or-even odd
page-height 90pt
page-position first
page-width 90pt
precedence true
region-name x
border-after-precedence 3
border-before-precedence force
border-collapse separate
border-separation 3pt
border-separation.inline-progression-direction 3pt
column-number 2
column-width 9pt
empty-cells hide
ends-row true
number-columns-repeated 2
number-columns-spanned 2
number-rows-spanned 2
starts-row true
table-layout fixed
table-omit-footer-at-break true
table-omit-header-at-break true
direction rtl
unicode-bidi embed
writing-mode rl-tb
content-type auto
id x
provisional-label-separation 3pt
provisional-distance-between-starts 3pt
ref-id x
src url(x)
visibility hidden
background red
background-position center
border 1pt solid red
border-bottom 1pt solid
border-color red
border-style solid
border-spacing 1pt
border-width 1pt
font 9pt serif
margin 1pt
padding 1pt
page-break-after always
page-break-before always
page-break-inside avoid
position relative
size 200pt 300pt
vertical-align top
white-space pre
xml:lang en
"""
# Known, and told of.
UNDRAWN = """
score-spaces false
letter-value traditional
background-attachment fixed
font-stretch condensed
font-size-adjust 0.5
font-variant small-caps
script Latn
allowed-height-scale 50%
allowed-width-scale 50%
hyphenation-keep column
line-height.minimum 10pt
line-height.conditionality discard
letter-spacing.maximum 3pt
suppress-at-line-break suppress
text-shadow 1pt 1pt red
treat-as-word-space true
clip rect(1pt,1pt,1pt,1pt)
reference-orientation 90
destination-placement-offset 1pt
indicate-destination true
target-presentation-context url(x)
target-processing-context url(x)
target-stylesheet url(x)
glyph-orientation-horizontal 90
glyph-orientation-vertical 90
text-altitude 3pt
text-depth 3pt
page-citation-strategy non-blank
z-index 3
"""
# What is spoken (7.7), and what only concerns objects that are not formatted.
IDLE = """
azimuth left
cue-after none
cue-before url(x)
elevation above
pause-after 1s
pause-before 1s
pitch high
pitch-range 20
play-during none
richness 30
speak none
speak-header always
speak-numeral digits
speak-punctuation code
speech-rate fast
stress 20
voice-family male
volume loud
color-profile-name x
rendering-intent perceptual
clear both
float start
intrusion-displace line
active-state link
auto-restore false
case-name a
case-title b
switch-to xsl-next
index-class x
index-key x
page-number-treatment link
merge-ranges-across-index-key-references merge
merge-sequential-page-numbers merge
merge-pages-across-index-key-references merge
ref-index-key x
retrieve-boundary-within-table page
retrieve-position-within-table first-starting
flow-map-name x
flow-map-reference x
flow-name-reference x
region-name-reference x
caption-side after
change-bar-class x
change-bar-color red
change-bar-offset 3pt
change-bar-placement end
change-bar-style dashed
change-bar-width 3pt
intrinsic-scale-value 50
scale-option width
cue none
pause 1s
"""

# Initial values ask for nothing.
INITIAL = """
background-attachment scroll
clip auto
destination-placement-offset 0pt
font-size-adjust none
font-stretch normal
font-variant normal
hyphenation-keep auto
indicate-destination false
media-usage auto
media-usage paginate
letter-value alphabetic
score-spaces true
page-citation-strategy all
reference-orientation 0
script auto
suppress-at-line-break auto
target-stylesheet use-normal-stylesheet
text-altitude use-font-metrics
text-shadow none
treat-as-word-space auto
z-index auto
"""
# Values that a property does not have.
WRONG = """
color nocolour
font-size big
keep-together.within-page sometimes
start-indent three
text-align middle
text-decoration underlined
white-space pre-wrap
"""
UNKNOWN = {"colour": "color", "font-wieght": "font-weight", "space-befor": "", "line-heigth": "line-height"}
OBJECTS = (
    "change-bar-begin color-profile float flow-map index-key-reference initial-property-set "
    "inline-container multi-switch retrieve-table-marker scaling-value-citation table-and-caption"
).split()


def rows(text):
    return [tuple(line.split(None, 1)) for line in text.strip().splitlines()]


class Answers(unittest.TestCase):
    def told(self, lines, *options):
        """The messages by line of the document, whose flow has one of `lines` a line."""
        with tempfile.TemporaryDirectory() as folder:
            fo, areas = pathlib.Path(folder, "case.fo"), pathlib.Path(folder, "areas.xml")
            fo.write_text(DOCUMENT % "\n".join(lines))
            done = subprocess.run([CONCORDAT, "fo", *options, "--areas", areas, fo],
                                  capture_output=True, text=True)
        found = {}
        for line, text in re.findall(r"case\.fo:(\d+): (.*)", done.stderr):
            found.setdefault(int(line) - FIRST, []).append(text)
        return found

    def blocks(self, properties):
        return [f'<fo:block {name}="{value}">x</fo:block>' for name, value in properties]

    def test_what_is_drawn_is_quiet(self):
        for group in (DRAWN, INITIAL, IDLE):
            properties = rows(group)
            told = self.told(self.blocks(properties))
            self.assertEqual({}, {properties[i]: text for i, text in told.items()})

    def test_what_is_known_and_not_drawn_is_told_of_as_such(self):
        properties = rows(UNDRAWN)
        for kind, options in (("error", ()), ("warning", ("--lenient",))):
            told = self.told(self.blocks(properties), *options)
            for i, (name, _) in enumerate(properties):
                self.assertEqual(
                    [f"{kind}: the formatter does not draw this value of {name} on fo:block"],
                    told.get(i), name)

    def test_values_that_a_property_does_not_have_are_told_of(self):
        properties = rows(WRONG)
        told = self.told(self.blocks(properties))
        for i, (name, value) in enumerate(properties):
            self.assertEqual(1, len(told.get(i, [])), (name, told))
            self.assertIn(f'{name} does not take the value "{value}"', told[i][0])

    def test_what_xsl_does_not_have_is_unknown(self):
        told = self.told(self.blocks((name, "1pt") for name in UNKNOWN))
        for i, (name, hint) in enumerate(UNKNOWN.items()):
            self.assertEqual(1, len(told[i]), told)
            self.assertTrue(told[i][0].startswith(f'error: unknown property "{name}"'), told[i])
            self.assertIn(hint, told[i][0])

    def test_objects_that_are_not_formatted_are_not_taken_for_misspelt(self):
        told = self.told([f"<fo:block><fo:{name}/></fo:block>" for name in (*OBJECTS, "blok")])
        for i, name in enumerate(OBJECTS):
            self.assertEqual([f"error: fo:{name} is not formatted, nor is what it holds"], told[i])
        self.assertEqual(["error: there is no formatting object fo:blok in XSL 1.1"],
                         told[len(OBJECTS)])


# What stands in a block with start-indent="20pt", color="blue" and font-size="10pt" on a column
# of 300pt; and what it comes to.
EXPRESSIONS = """
start-indent max(10pt, 5pt) = 10
start-indent min(10pt, 5pt) = 5
start-indent abs(-7pt) = 7
start-indent round(3.6) * 1pt = 4
start-indent floor(3.6) * 1pt = 3
start-indent ceiling(3.2) * 1pt = 4
start-indent 10pt mod 3pt = 1
start-indent 10pt div 4 = 2.5
start-indent (2 + 3) * 2pt = 10
start-indent -(-3pt) = 3
start-indent 2 * 1em = 20
start-indent 50% - 100pt = 50
start-indent from-parent(font-size) * 2 = 20
start-indent from-nearest-specified-value() + 1pt = 21
start-indent inherited-property-value() + 2pt = 22
color rgb(255, 0, 0) = #ff0000
color rgb(100%, 50%, 0%) = #ff7f00
color #f0a = #ff00aa
color Red = #ff0000
color rgb-icc(255, 0, 255, '#CMYK', 0, 1, 1, 0) = #ff00ff
color system-color(GrayText) = #808080
color inherit = #0000ff
font-size system-font(caption) = 12
font-size system-font(caption, font-size) = 12
font inherit = 10
font caption = 12
font bold 14pt serif = 14
"""
TABLE = """<fo:table table-layout="fixed" width="200pt">
<fo:table-column column-width="50pt" color="red"/><fo:table-column column-width="50pt" color="green"/>
<fo:table-column column-width="50pt" number-columns-repeated="2" color="blue"/>
<fo:table-body>%s</fo:table-body></fo:table>"""
RED, GREEN, BLUE = "#ff0000", "#008000", "#0000ff"


class Expressions(unittest.TestCase):
    def areas(self, flow):
        with tempfile.TemporaryDirectory() as folder:
            fo, areas = pathlib.Path(folder, "case.fo"), pathlib.Path(folder, "areas.xml")
            fo.write_text(DOCUMENT % flow)
            done = subprocess.run([CONCORDAT, "fo", "--areas", areas, fo],
                                  capture_output=True, text=True)
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            return ElementTree.parse(areas).getroot()

    def test_they_come_to_what_xsl_says(self):
        cases = [re.fullmatch(r"(\S+) (.*) = (\S+)", line).groups()
                 for line in EXPRESSIONS.strip().splitlines()]
        blocks = [f"<fo:block start-indent='20pt' color='blue' font-size='10pt'>"
                  f'<fo:block {name}="{value}">x</fo:block></fo:block>' for name, value, _ in cases]
        found = self.areas("".join(blocks)).findall(".//span/flow/block/block")
        self.assertEqual(len(cases), len(found))
        for (name, value, expected), block in zip(cases, found):
            text = block.find(".//text")
            if name == "color":
                got = text.get("color")
            elif name == "start-indent":
                got = "%g" % (int(block.get("start-indent")) / 1000)
            else:
                got = "%g" % (int(text.get("font-size")) / 1000)
            self.assertEqual(expected, got, f"{name}: {value}")

    def colors(self, *rows):
        return [text.get("color") for text in self.areas(TABLE % "".join(rows)).findall(".//text")]

    def row(self, *cells):
        cells = "".join(f'<fo:table-cell color="from-table-column()" {attributes}>'
                        "<fo:block>x</fo:block></fo:table-cell>" for attributes in cells)
        return f"<fo:table-row>{cells}</fo:table-row>"

    def test_a_cell_has_what_its_column_says(self):
        self.assertEqual([RED, GREEN, BLUE, BLUE], self.colors(self.row("", "", "", "")))
        self.assertEqual([RED, BLUE, BLUE], self.colors(
            self.row("", 'column-number="3"', 'column-number="4"')))
        self.assertEqual([RED, BLUE], self.colors(self.row('number-columns-spanned="2"', "")))

    def test_cells_that_reach_down_take_columns(self):
        """A cell comes with the row that it ends in."""
        rows = (self.row("", 'number-rows-spanned="2"'), self.row("", ""), self.row("", ""))
        self.assertEqual([RED, RED, GREEN, BLUE, RED, GREEN], self.colors(*rows))

    def test_it_may_be_part_of_what_a_cell_asks(self):
        cell = '<fo:table-cell><fo:block font-size="%s">x</fo:block></fo:table-cell>'
        found = self.areas(TABLE.replace("fo:table-column ", 'fo:table-column font-size="20pt" ')
                           % f"<fo:table-row>{cell % 'from-table-column() * 0.5'}"
                           "<fo:table-cell font-size='0.5 * from-table-column()'><fo:block>x</fo:block>"
                           "</fo:table-cell></fo:table-row>").findall(".//text")
        self.assertEqual(["10000", "10000"], [text.get("font-size") for text in found])

    def test_where_there_is_no_column_it_is_as_if_inherited(self):
        for flow in ('<fo:block color="red"><fo:block color="from-table-column()">x</fo:block></fo:block>',
                     "<fo:table table-layout='fixed' width='100pt' color='red'><fo:table-body><fo:table-row>"
                     "<fo:table-cell color='from-table-column()'><fo:block>x</fo:block></fo:table-cell>"
                     "</fo:table-row></fo:table-body></fo:table>"):
            self.assertEqual(RED, self.areas(flow).find(".//text").get("color"))

    def test_what_is_in_a_cell_may_ask_too(self):
        inline = ('<fo:table-cell><fo:block>a<fo:inline color="from-table-column(color)">b</fo:inline>'
                  "</fo:block></fo:table-cell>")
        self.assertEqual(["#000000", RED, "#000000", GREEN],
                         self.colors(f"<fo:table-row>{inline * 2}</fo:table-row>"))


if __name__ == "__main__":
    unittest.main()
