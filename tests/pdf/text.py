#!/usr/bin/env python3
"""What a reader of the structure tree gets from a PDF, word by word.

    text.py FO PDF          against the text of the FO that the PDF is made from
    text.py --site FOLDER   of a published site: against the words of its pages

A word is what stands between white space: words run together, doubled or lost are
differences. poppler (pdfinfo -struct-text) reads the PDF.
"""
import bisect
import collections
import difflib
import html
import html.parser
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as etree

FO = "{http://www.w3.org/1999/XSL/Format}"
INLINE_ROLES = {"Link", "Reference", "Span", "Code", "Quote"}
BLOCKS = {"block", "list-item-label", "list-item-body", "table-cell", "footnote-body", "flow"}
CITATION = "\ue000"  # stands for a page number, which the FO does not know


def words(text):
    """Without the characters that only say where a word may break."""
    return re.sub("[\u00ad\u200b\u2060]", "", text).split()


# ---- The PDF ------------------------------------------------------------------


def structure_lines(pdf):
    return subprocess.run(
        ["pdfinfo", "-struct-text", pdf], check=True, capture_output=True, text=True
    ).stdout.split("\n")


def structure_text(pdf, skipped=("Figure",)):
    """The text in the order of the structure tree, parted where block elements are."""
    pieces, open_elements = [], []
    for line in structure_lines(pdf):
        indent = len(line) - len(line.lstrip(" "))
        while open_elements and open_elements[-1][0] >= indent:
            if open_elements.pop()[1] not in INLINE_ROLES:
                pieces.append("\n")
        is_text = re.fullmatch(r' *"(.*)"', line)
        if is_text:
            if not any(role in skipped for _, role in open_elements):
                pieces.append(is_text[1])
        elif line.strip() and not line.lstrip().startswith(("Object ", "/")):
            role = re.match(r"\w+", line.lstrip())[0]
            if role not in INLINE_ROLES:
                pieces.append("\n")
            open_elements.append((indent, role))
    return "".join(pieces)


Word = collections.namedtuple("Word", "left top right bottom text")


def placed_words(pdf):
    """Each page's words with their boxes, in the order of the content."""
    pages = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True
    ).stdout.split("<page ")[1:]
    side = r'="([-\d.]+)"'
    pattern = f"xMin{side} yMin{side} xMax{side} yMax{side}>([^<]*)<"
    return [[Word(*map(float, found[:4]), html.unescape(found[4]))
             for found in re.findall(pattern, page)] for page in pages]


# ---- The FO ---------------------------------------------------------------------


def gather(element, pieces):
    name = element.tag.removeprefix(FO) if isinstance(element.tag, str) else None
    # A drawing's words are its figure's, which structure_text() skips.
    drawing = name == "instream-foreign-object"
    if drawing or name in (None, "static-content", "marker", "title") or element.get("role") == "artifact":
        return
    if name.startswith("page-number-citation"):
        pieces.append(CITATION)
    if name in BLOCKS:
        pieces.append("\n")
    pieces.append(element.text or "")
    for child in element:
        gather(child, pieces)
        pieces.append(child.tail or "")
    if name in BLOCKS:
        pieces.append("\n")


def fo_text(path):
    pieces = []
    for sequence in etree.parse(path).getroot().iter(FO + "page-sequence"):
        gather(sequence, pieces)
    return "".join(pieces)


def number_citations(expected, found):
    """Takes the page numbers from the PDF's words where the FO cites pages."""
    for i, word in enumerate(expected[: len(found)]):
        if CITATION in word:
            pattern = re.escape(word).replace(CITATION, "([0-9]+|[ivxlc]+)")
            if re.fullmatch(pattern, found[i]):
                expected[i] = found[i]


def differences(expected, found):
    number_citations(expected, found)
    if expected == found:
        return []
    lines = difflib.unified_diff(expected, found, "FO", "PDF", lineterm="", n=3)
    return list(lines)[:60]


# ---- The Markdown -----------------------------------------------------------------


def source_words(markdown):
    """The words that readers read of a page's Markdown, in its order, without what marks it up."""
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.S)
    body = re.sub(r"<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r"^ *:{3,} *[a-z-]*", "", body, flags=re.M)
    body = re.sub(r"^\*\[.*", "", body, flags=re.M)
    body = re.sub(r'\{[^}]*?title="([^"]*)"[^}]*\}', r" \1 ", body)
    body = re.sub(r"\{[^}]*\}", " ", body)
    body = re.sub(r"!\[[^]]*\]\([^)]*\)", " ", body)
    body = re.sub(r"\]\([^)]*\)|\[[\^!]\w+\]:?", " ", body)
    body = re.sub(r"^(> )?\[!\w+\]|^Table:|^Figure:", "", body, flags=re.M)
    return re.findall(r"\w+", body)


def lost_words(markdown, pdf):
    """The words of a page's Markdown that do not come, in its order, in the PDF's structure."""
    places = collections.defaultdict(list)
    for place, word in enumerate(re.findall(r"\w+", " ".join(words(structure_text(pdf))))):
        places[word].append(place)
    lost, after = [], -1
    for word in source_words(markdown):
        at = bisect.bisect(places[word], after)
        if at == len(places[word]):
            lost.append(word)
        else:
            after = places[word][at]
    return lost


# ---- A site -----------------------------------------------------------------------


class Page(html.parser.HTMLParser):
    """The text of an HTML page, and of each paragraph in its main part."""

    INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "span", "strong", "sub", "sup"}

    def __init__(self, text):
        super().__init__()
        self.pieces, self.paragraphs, self.in_main, self.open = [], [], False, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.in_main |= tag == "main"
        if tag not in self.INLINE:
            self.pieces.append("\n")
            self.open = tag == "p" and self.in_main
            if self.open:
                self.paragraphs.append("")

    def handle_endtag(self, tag):
        self.in_main &= tag != "main"
        if tag not in self.INLINE:
            self.pieces.append("\n")
            self.open = False

    def handle_data(self, data):
        self.pieces.append(data)
        if self.open:
            self.paragraphs[-1] += data


def run_together(word, known):
    """Whether it is two known words without the space between them."""
    return word not in known and any(
        word[:at] in known and word[at:] in known for at in range(2, len(word) - 1)
    )


def sentences(pages):
    """Paragraphs that a PDF has too: whole sentences, but no way back from a note."""
    for page in pages:
        for paragraph in Page(page.read_text()).paragraphs:
            text = " ".join(words(paragraph))
            if text.endswith((".", "?", "!")) and "Back to text" not in text:
                yield text


def check_pdf(pdf, known):
    """What is wrong with the words of a PDF beside the pages of its folder."""
    everything = words(structure_text(pdf))
    faults = [f"{word!r} runs words together" for word in everything if run_together(word, known)]
    body = " ".join(words(structure_text(pdf, ("Figure", "Note"))))
    body = " " + re.sub(r" \((on )?(page|tudalen) [0-9ivxl]+\)", "", body) + " "
    pages = sorted(pdf.parent.rglob("*.html"))
    is_leaflet = pdf.stem == "easy-read"
    texts = list(sentences(page for page in pages if (page.stem == "easy-read") == is_leaflet))
    faults += [f"not there: {text!r}" for text in texts if f" {text} " not in body]
    return faults if texts else [*faults, "no page to compare with"]


def check_site(folder):
    pdfs = sorted(folder.rglob("*.pdf"))
    known = {"(page"}
    for page in folder.rglob("*.html"):
        known.update(words("".join(Page(page.read_text()).pieces)))
    faults = [f"{pdf}: {fault}" for pdf in pdfs for fault in check_pdf(pdf, known)]
    return faults if pdfs else [f"{folder}: no PDF"]


def main(arguments):
    if arguments[0] == "--site":
        lines = check_site(pathlib.Path(arguments[1]))
    else:
        fo, pdf = arguments
        lines = differences(words(fo_text(fo)), words(structure_text(pdf)))
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
