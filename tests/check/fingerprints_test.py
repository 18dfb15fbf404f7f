"""Fingerprints of findings survive edits elsewhere: text above, another wrapping, a rename.

Each page of tests/cases/check, and a page with a fault of every kind that the program
itself finds, is changed in these ways; each finding must keep its fingerprint.
"""
import collections
import json
import pathlib
import re
import tempfile
import unittest

from cases_test import CASES, run

FAULTS = """\
---
title: Faults
status: draft
---

## First {#twice}

A gone[^x] note and text that is long enough to be wrapped in more than one way, with *marks*{.x}
that belong to nothing, [a link](bad address) and ![a picture](gone.png) in the middle of it, then
[an end]() and [an address](http://nowhere) that cannot be right, [TBC](#nix) and [add name].

> Quoted words, which say [add date] and ![another picture](gone/too.png), go on for a while
> and end here with marks{.y} that are lost, as a [second form]() is.

- An item that goes on and on with [add name] in it, and goes
  on below with ![a map](map.gif) there.

## Second {#twice}

> [!NOPE] Title
> Text here.

*[ABC]: one thing
*[ABC]: another thing

Figure: a caption that has no figure

[^y]: A note that nobody refers to, which is long enough to be wrapped in more than one way, too.
"""

ABOVE = "We open at nine.\n\n- We close at five.\n- We are closed on Sundays.\n\n"


def split(text):
    """Front matter with its fences, and the body."""
    match = re.match(r"(?s)---\n.*?\n---\n", text)
    return (match.group(), text[match.end():]) if match else ("", text)


def plain(block):
    """A paragraph, or one quote or item of one paragraph, with its prefixes; else None."""
    lines = block.split("\n")
    first = re.match(r"(> |- )?(?=[\w\[*!“\"(])", lines[0])
    if first is None or re.search(r"^[> ]*(\d+[.)] |[|#]|:::|: |```|~~~|\[\^|\*\[|[-*+] |Figure:|Table:|<|\[!)",
                                  block[len(first.group()):], re.M):
        return None
    mark = first.group()
    rest = {"": "", "> ": "> ", "- ": "  "}[mark]
    bodies = [lines[0][len(mark):]]
    for line in lines[1:]:
        if not line.startswith(rest) or line.endswith("  ") or line.endswith("\\"):
            return None
        bodies.append(line[len(rest):])
    return mark, rest, " ".join(bodies)


def wrapped(block, width):
    parts = plain(block)
    if parts is None or re.search(r"`|  |\]\([^)]* |\{[^}]* ", parts[2]):
        return block
    mark, rest, text = parts
    lines, line = [], ""
    for word in text.split(" "):
        # what begins a line must not be taken for a mark of a block
        if line and len(line) + len(word) > width and re.match(r"[A-Za-z]{2}", word):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return mark + f"\n{rest}".join(lines)


def rewrap(text, width):
    front, body = split(text)
    blocks = re.split(r"(\n{2,})", body)
    return front + "".join(wrapped(b.strip("\n"), width) if b.strip("\n") and "\n\n" not in b
                           and b == b.strip("\n") else b for b in blocks)


def insert(text):
    front, body = split(text)
    body = body.lstrip("\n")
    heading = re.match(r"# .*\n+", body)
    if heading:
        return front + "\n" + heading.group() + "\n" + ABOVE + body[heading.end():]
    return front + "\n" + ABOVE + body


class Fingerprints(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="concordat-fingerprints-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "content").mkdir()
        (self.folder / "content/site.yaml").write_text("title: T\norganisation:\n  name: T\n")
        self.pages = [FAULTS] + [path.read_text(encoding="utf-8")
                                 for path in sorted(CASES.glob("case-*.md"))]

    def findings(self, change, folder="page"):
        """Of all pages, changed, in one run; each is a publication of its own."""
        for number, text in enumerate(self.pages):
            path = self.folder / f"content/{folder}-{number}/index.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(change(text), encoding="utf-8")
        _, out, err = run("check", "--format", "json", "--today", "2026-11-24", folder=self.folder)
        self.assertTrue(out, err)
        found = [collections.Counter() for _ in self.pages]
        for f in json.loads(out)["findings"]:
            match = re.search(rf"{folder}-(\d+)/", f["path"])
            if match:
                found[int(match.group(1))][f["rule"], f["fingerprint"]] += 1
        return found

    def test_text_put_in_above(self):
        for before, after in zip(self.findings(lambda text: text), self.findings(insert)):
            self.assertEqual(before - after, {})

    def test_wrapped_anew(self):
        before = self.findings(lambda text: text)
        for width in (30, 61, 10000):
            with self.subTest(width=width):
                changed = sum(rewrap(text, width) != text for text in self.pages)
                self.assertGreater(changed, 2)
                self.assertEqual(before, self.findings(lambda text: rewrap(text, width)))

    def test_renamed(self):
        before = self.findings(lambda text: text)
        for page in (self.folder / "content").glob("page-*"):
            page.rename(page.with_name(page.name.replace("page", "other-name")))
        self.assertEqual(before, self.findings(lambda text: text, "other-name"))

    def test_different_faults_differ(self):
        found = self.findings(lambda text: text)[0]
        self.assertGreater(len(found), 15)
        self.assertGreaterEqual({rule for rule, _ in found}, {
            "abbreviation", "attributes", "callout", "caption", "footnote", "id", "image", "link"})
        self.assertLess(sum(found.values()) - len(found), 3)


if __name__ == "__main__":
    unittest.main()
