"""A document as it is told to those who do not see it: a line for each block, in order.

    heading 2: Our aims
    text: We have 5 aims, which [Table 1](plan.aims) lists.
    list Disc
      item
        text: tell us
    table
      row
        cell (2026; Budget)
          text: 40

In lines: [text](target) of a link, {image: its alternative}, {cy: words in Welsh},
`code`, ICB (= its expansion). A cell's headers are those that a reader announces.
"""
import re


def tidy(text):
    """One blank for each run of white space; without what only says where a word may break."""
    return re.sub(r"[\s\u00a0]+", " ", re.sub("[\u00ad\u200b\u2060]", "", text)).strip()


def mark(text, before, after):
    """Marks around the words, white space outside."""
    words = text.strip()
    start = text.index(words)
    return text[:start] + before + words + after + text[start + len(words):]


class Story:
    def __init__(self, lang):
        self.lang, self.lines, self.depth = lang, [], 0
        self.prefix, self.pieces = "text", []
        self.notes, self.sign_offs = [], []  # which stand elsewhere in print than on the web

    def text(self, text, lang):
        if self.pieces and (self.pieces[-1][1] == lang or not text.strip()):
            self.pieces[-1] = (self.pieces[-1][0] + text, self.pieces[-1][1])
        elif text.strip():
            self.pieces.append((text, lang))

    def around(self, before, after, lang, tell):
        """Marks around what `tell` adds to the line under way."""
        outer, self.pieces = self.pieces, []
        tell()
        inner, self.pieces = self.pieces or [("", lang)], outer
        for i, (text, own) in enumerate(inner):
            self.text(mark(text or "", before * (i == 0), after * (i + 1 == len(inner))), own)

    def end(self, prefix="text"):
        """Ends the block under way; `prefix` names the next one."""
        told = tidy("".join(text if lang == self.lang else mark(text, f"{{{lang}: ", "}")
                            for text, lang in self.pieces))
        if told:
            self.line(f"{self.prefix}: {told}")
        self.prefix, self.pieces = prefix, []

    def line(self, text):
        self.lines.append("  " * self.depth + text)

    def block(self, prefix, tell):
        self.end(prefix)
        tell()
        self.end()

    def group(self, name, tell):
        """A block with blocks inside."""
        self.end()
        self.line(name)
        self.depth += 1
        tell()
        self.end()
        self.depth -= 1

    def keep(self, kept, tell):
        """Keeps what `tell` tells for the end of the story."""
        now = self.lines, self.depth, self.prefix, self.pieces
        self.lines, self.depth, self.prefix, self.pieces = kept, 0, "note", []
        tell()
        self.end()
        self.lines, self.depth, self.prefix, self.pieces = now


# ---- Tables -------------------------------------------------------------------------------


class Cell:
    def __init__(self, node, scope, rows, columns, headers, id, text):
        self.node, self.scope, self.rows, self.columns = node, scope, int(rows), int(columns)
        self.headers, self.id, self.text = headers, id, text
        self.row = self.column = 0

    def covers(self, other, rows):
        """Whether it shares rows, or columns, with another."""
        mine, others = (self.row, other.row) if rows else (self.column, other.column)
        size, others_size = (self.rows, other.rows) if rows else (self.columns, other.columns)
        return mine < others + others_size and others < mine + size


def place_cells(rows):
    taken = set()
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            cell.row, cell.column = r, c
            taken |= {(r + down, c + right)
                      for down in range(cell.rows) for right in range(cell.columns)}


def headers_of(cell, cells):
    """The texts of the header cells that a reader announces with this one."""
    if cell.headers:
        return [other.text for id in cell.headers for other in cells if other.id == id]
    above = [other for other in cells if other.scope in ("Column", "Both") and
             other.row < cell.row and other.covers(cell, rows=False)]
    before = [other for other in cells if other.scope in ("Row", "Both") and
              other.column < cell.column and other.covers(cell, rows=True)]
    return [other.text for other in above + before if other.text]


def tell_table(story, rows, tell_cell):
    place_cells(rows)
    cells = [cell for row in rows for cell in row]
    for row in rows:
        def tell_row(row=row):
            for cell in row:
                kind = f"header of {cell.scope}" if cell.scope else "cell"
                span = f" {cell.columns}x{cell.rows}" if cell.columns * cell.rows > 1 else ""
                names = "; ".join(headers_of(cell, cells))
                story.group(f"{kind}{span} ({names})", lambda cell=cell: tell_cell(cell.node))
        story.group("row", tell_row)
