#!/usr/bin/env python3
"""Every text in print against the ground behind it (WCAG 2, 1.4.3), in each theme.

    contrast.py THEMES CASE.xml…

Transforms the cases with the print stylesheets of all themes and follows colours and
grounds through the FO. Large text (18 pt, or 14 pt and bold) needs 3, other text 4.5.
On a page of a draft all text that has no ground of its own also stands on the word DRAFT.
"""
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as etree

FO = "{http://www.w3.org/1999/XSL/Format}"
SVG = "{http://www.w3.org/2000/svg}"
PAPER = "#ffffff"


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def points(size, around):
    if size is None:
        return around
    if size.endswith("%"):
        return around * float(size[:-1]) / 100
    return float(size.removesuffix("pt"))


def texts(element, colour, ground, size, bold):
    """(colour, ground or None for bare paper, needed contrast, words) of each text below."""
    colour = element.get("color", colour)
    ground = element.get("background-color", ground)
    size = points(element.get("font-size"), size)
    bold = element.get("font-weight", bold)
    needed = 3 if size >= 18 or (size >= 14 and bold == "bold") else 4.5
    if element.text and element.text.strip():
        yield colour, ground, needed, element.text.strip()
    for child in element:
        if isinstance(child.tag, str) and child.tag.startswith(FO):
            yield from texts(child, colour, ground, size, bold)
        if child.tail and child.tail.strip():
            yield colour, ground, needed, child.tail.strip()


def faults(root):
    behind = {text.get("fill") for text in root.iter(SVG + "text") if text.get("transform")}
    for colour, ground, needed, words in texts(root, "#000000", None, 12, "normal"):
        for under in [ground] if ground else [PAPER, *sorted(behind)]:
            found = contrast(colour, under)
            if found < needed:
                yield f"{colour} on {under} has {found:.1f}, {needed} is needed: {words[:40]!r}"


def main(themes, cases):
    seen, wrong = 0, 0
    for theme in sorted(themes.glob("*/theme.yaml")):
        keys = dict(re.findall(r"^(print|easy-read-print): *(\S+)", theme.read_text(), flags=re.M))
        for case in cases:
            sheet = keys["easy-read-print" if case.name.startswith("easy-read") else "print"]
            done = subprocess.run(["xsltproc", "--nonet", theme.parent / sheet, case],
                                  capture_output=True, check=True)
            root = etree.fromstring(done.stdout)
            seen += sum(1 for _ in texts(root, "#000000", None, 12, "normal"))
            for fault in sorted(set(faults(root))):
                print(f"{theme.parent.name}, {case.name}: {fault}")
                wrong += 1
    print(f"{seen} texts, {wrong} faults")
    return 1 if wrong or seen < 500 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]]))
