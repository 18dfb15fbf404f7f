"""The story of a PDF: its structure tree as outside readers have it, qpdf the elements,
attributes and links, poppler the text of each."""
import json
import re
import subprocess

from story import Cell, Story, tell_table, tidy
from theme_words import words


class Element:
    """`children` are Elements, texts, and Targets, in their order."""

    def __init__(self, kind, entries, lang):
        self.kind, self.entries, self.lang = kind, entries, entries.get("/Lang") or lang
        self.children = []

    def attribute(self, name):
        """Of the attribute objects under /A."""
        objects = self.entries.get("/A") or []
        for one in objects if isinstance(objects, list) else [objects]:
            if name in one:
                return one[name]
        return None

    @property
    def elements(self):
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def targets(self):
        return [child for child in self.children if isinstance(child, Target)]

    @property
    def text(self):
        return "".join(child.text if isinstance(child, Element) else child
                       for child in self.children if not isinstance(child, Target))


class Target(str):
    """Where the annotation of a Link leads: an address, or the name of a place."""


class Reader:
    KEPT = ("/Lang", "/Alt", "/ActualText", "/E", "/ID", "/A")

    def __init__(self, path):
        done = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=none",
                               path], capture_output=True, check=True, text=True)
        self.objects = json.loads(done.stdout)["qpdf"][1]
        shown = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True,
                               text=True).stdout
        self.lines = [line for line in shown.split("\n") if line.strip()]
        self.at = 0
        root = self.resolve(self.objects["trailer"]["value"]["/Root"])
        self.lang = self.plain(root["/Lang"])
        top = self.resolve(self.resolve(root["/StructTreeRoot"])["/K"])
        self.document = self.element(self.resolve(top[0]), self.lang)

    def resolve(self, value):
        """What an indirect reference stands for."""
        if isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            found = self.objects["obj:" + value]
            return found["value"] if "value" in found else found["stream"]["dict"]
        return value

    def plain(self, value):
        """Without qpdf's marks of names and strings."""
        value = self.resolve(value)
        if isinstance(value, list):
            return [self.plain(one) for one in value]
        if isinstance(value, dict):
            return {key: self.plain(one) for key, one in value.items()}
        if isinstance(value, str) and value.startswith("b:"):
            return bytes.fromhex(value[2:]).decode("latin-1")
        return re.sub("^(u:|/)", "", value) if isinstance(value, str) else value

    def texts(self, depth):
        """poppler's texts that come next, deeper than `depth`."""
        found = []
        while self.at < len(self.lines):
            line = self.lines[self.at].lstrip(" ")
            if len(self.lines[self.at]) - len(line) <= depth:
                break
            if line.startswith('"'):
                found.append(line[1:-1])
            elif not line.startswith(("Object ", "/")):
                break
            self.at += 1
        return found

    def element(self, entries, lang):
        """qpdf's element, which is the one that poppler shows next."""
        kind, line = self.plain(entries["/S"]), self.lines[self.at]
        depth = len(line) - len(line.lstrip(" "))
        if not re.match(rf"\s*{kind}\b", line):
            raise ValueError(f"poppler shows {line.strip()!r} where qpdf has {kind}")
        self.at += 1
        kept = {key: self.plain(value) for key, value in entries.items() if key in self.KEPT}
        element = Element(kind, kept, lang)
        element.children += self.texts(depth)
        kids = self.resolve(entries.get("/K", []))
        for kid in map(self.resolve, kids if isinstance(kids, list) else [kids]):
            if not isinstance(kid, dict) or kid.get("/Type") == "/MCR":
                continue  # marks: poppler has their text
            if kid.get("/Type") == "/OBJR":
                element.children.append(self.target(self.resolve(kid["/Obj"])))
            else:
                element.children.append(self.element(kid, element.lang))
                element.children += self.texts(depth)
        return element

    def target(self, annotation):
        action = self.resolve(annotation.get("/A", {}))
        return Target(self.plain(action.get("/URI") or annotation.get("/Dest") or
                                 action.get("/D") or "nowhere"))


# ---- Telling ------------------------------------------------------------------------------

BLOCKS = {"Document", "Part", "Sect", "Div", "P", "LBody", "NonStruct"}
GROUPS = {"LI": "item", "BlockQuote": "quote"}
NAMED = {"Caption": "caption", "Lbl": "label", "Title": "heading 1"}


def rows_of(element):
    for child in element.elements:
        yield from [child] if child.kind == "TR" else rows_of(child)


def contains(element, kind):
    return any(child.kind == kind or contains(child, kind) for child in element.elements)


class PdfTeller:
    """DESIGN: cover and contents list, and what stands on the back, are for paper only:
    `lines` leaves them out, but for the title and the table of sign-offs."""

    BACK = words("addresses", "contact", "full-version", "about")
    HEAD = tuple(f"text: {line}" for line in words("read-online"))  # ends a short one's cover

    def __init__(self, reader):
        self.story, self.start = Story(reader.lang), 0
        self.is_front = contains(reader.document, "TOC")
        self.tell(reader.document)

    def lines(self):
        self.story.end()
        lines = self.story.lines
        heads = [i + 1 for i, line in enumerate(lines) if line.startswith(self.HEAD)]
        self.start = self.start or min(heads, default=0)
        title = [line for line in lines[:self.start] if line.startswith("heading 1: ")]
        back = [lines.index(f"heading 2: {name}", self.start) for name in self.BACK
                if f"heading 2: {name}" in lines[self.start:]]
        body = lines[self.start:min(back, default=len(lines))]
        return title + body + self.story.sign_offs + self.story.notes

    def inside(self, element):
        expanded = ""
        for child in element.children:
            if isinstance(child, Element):
                self.tell(child)
                # DESIGN: print says in brackets what an abbreviation means.
                expanded = f" ({child.entries['/E']})" if "/E" in child.entries else ""
            elif not isinstance(child, Target):
                self.story.text(child.removeprefix(expanded), element.lang)
                expanded = ""

    def tell(self, element):
        kind, story = element.kind, self.story
        inside = lambda: self.inside(element)
        if re.fullmatch("H[1-6]", kind):
            story.block(f"heading {kind[1]}", inside)
        elif kind in NAMED:
            story.block(NAMED[kind], inside)
        elif kind in BLOCKS:
            story.block("text", inside)
        elif kind in GROUPS:
            story.group(GROUPS[kind], inside)
        elif kind == "L":
            story.group(f"list {element.attribute('/ListNumbering')}", inside)
        elif kind == "Table":
            tell = lambda: story.group("table", lambda: self.table(element))
            is_captioned = any(one.kind == "Caption" for one in element.elements)
            story.keep(story.sign_offs, tell) if self.is_front and is_captioned else tell()
        elif kind == "TOC":
            story.end()
            self.start, self.is_front = len(story.lines), False
        elif kind == "Note":
            story.keep(story.notes, lambda: self.note(element))
        elif kind in ("Figure", "Formula"):
            story.text(f"{{image: {tidy(element.entries.get('/Alt', ''))}}}", element.lang)
        elif kind == "Link":
            to = " ".join(sorted(set(element.targets))) or "nowhere"
            story.around("[", f"]({to})", element.lang, inside)
        elif kind == "Code":
            story.around("`", "`", element.lang, inside)
        elif "/E" in element.entries:
            story.around("", f" (= {element.entries['/E']})", element.lang, inside)
        else:
            self.inside(element)

    def note(self, element):
        """DESIGN: its label leads back to the text; on the web words do."""
        for child in element.elements:
            if child.kind != "Lbl":
                self.tell(child)

    def table(self, element):
        for child in element.elements:
            if child.kind == "Caption":
                self.tell(child)
        rows = [[Cell(cell, cell.attribute("/Scope") if cell.kind == "TH" else None,
                      cell.attribute("/RowSpan") or 1, cell.attribute("/ColSpan") or 1,
                      cell.attribute("/Headers"), cell.entries.get("/ID"), tidy(cell.text))
                 for cell in row.elements] for row in rows_of(element)]
        tell_table(self.story, rows, self.inside)
