#!/usr/bin/env python3
"""A PDF, read by its structure, tells the story of the web pages it stands for.

usage: roundtrip.py [--mutate] SITE

Each PDF of the published SITE is compared with its pages: headings with levels, lists with
nesting and numbering, tables with the headers of each cell, links with text and target,
text alternatives, expansions, languages, and the order of all. What differs by design is
said in pdf_story.py, web_story.py and here at the word DESIGN, and nothing else may.
With --mutate the PDFs are damaged, each in one place, and each damage must be seen.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

from pdf_story import PdfTeller, Reader
from theme_words import pattern
from web_story import Site, WebTeller

# DESIGN: on paper a link to another page says which.
PAGE = re.compile(rf"(\(\S+\)) \((?:on )?(?:{pattern('on-page')})\)")
# DESIGN: a callout's kind stands before its title in print; on the web it is a hidden word.
KINDS = pattern("note", "tip", "important", "warning", "caution")
KIND = re.compile(rf"^(\s*heading \d: )(?:{KINDS}): ")
BARE_KIND = re.compile(rf"\s*text: ({KINDS})")
# DESIGN: that a text is not final is said in other words and places.
NOTICE = re.compile(r"text: (This is a consultation version\.|Draft: not approved) .*")
# DESIGN: an item's mark is the font's in print; a label may end in a point or a colon, which
# Chromium tells first from right to left.
LABEL = re.compile(r"^( *label: )([•◦▪–]|(?:\. )?(.*?)[.:]?)$")


def plain(lines):
    for line in lines:
        if not BARE_KIND.fullmatch(line) and not NOTICE.fullmatch(line):
            line = KIND.sub(r"\1", PAGE.sub(r"\1", line))
            yield LABEL.sub(lambda found: found[1] + (found[3] or "-"), line)


def told_by(pdf):
    return list(plain(PdfTeller(Reader(pdf)).lines()))


def first_difference(pdf, web):
    """None, or some lines around the first that differ."""
    at = next((i for i, (one, other) in enumerate(zip(pdf, web)) if one != other),
              min(len(pdf), len(web)))
    if at == len(pdf) == len(web):
        return None
    return "\n".join([*(f"      {line}" for line in web[max(0, at - 6):at]),
                      *(f"  pdf {line}" for line in pdf[at:at + 3]),
                      *(f"  web {line}" for line in web[at:at + 3])])


# ---- Damage -------------------------------------------------------------------------------


def swap_items(objects):
    """Changes the places of the first two items of a list."""
    for i, text in enumerate(objects):
        refs = re.search(r"/K \[\n( +\d+ 0 R\n)( +\d+ 0 R\n)", text)
        if refs and "/S /L\n" in text:
            objects[i] = text.replace(refs[1] + refs[2], refs[2] + refs[1])
            return objects
    return objects


def replace(pattern, by):
    """Changes the first object that has the pattern, in one place."""
    def change(objects):
        at = next((i for i, text in enumerate(objects) if re.search(pattern, text)), None)
        if at is not None:
            objects[at] = re.sub(pattern, by, objects[at], count=1)
        return objects
    return change


DAMAGE = {
    "an alternative is gone": replace(r"\n +/Alt \(Two [^\n]*", ""),
    "two items change places": swap_items,
    "a header is of its row": replace("/Scope /Column", "/Scope /Row"),
    "a level is skipped": replace("/S /H3", "/S /H4"),
    "a paragraph is no heading": replace("/S /H3", "/S /P"),
    "a number is a dot": replace("/ListNumbering /Decimal", "/ListNumbering /Disc"),
    "a language is another": replace(r"/Lang \(pl\)", "/Lang (de)"),
    "a link leads elsewhere": replace(r"(?s)/URI \([^)]*(.*/Contents \(How far)", r"/URI (https://b/\1"),
    "an expansion is gone": replace(r"\n +/E [^\n]*", ""),
}


def damaged(pdf, damage, folder):
    """A copy with the damage; None if there is nothing to damage."""
    qdf = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"],
                         check=True, capture_output=True).stdout.decode("latin-1")
    objects = re.split(r"(?m)^(?=%% Original object)", qdf)
    changed = "".join(damage(list(objects)))
    if changed == qdf:
        return None
    raw, copy = folder / "raw.pdf", folder / "copy.pdf"
    raw.write_bytes(changed.encode("latin-1"))
    copy.write_bytes(subprocess.run(["fix-qdf", raw], check=True, capture_output=True).stdout)
    return copy


def count_unseen(stories):
    """Damages that no PDF could have, or that were not seen in one."""
    unseen = 0
    with tempfile.TemporaryDirectory() as name:
        for what, damage in DAMAGE.items():
            copies = ((damaged(pdf, damage, pathlib.Path(name)), web) for pdf, web in stories)
            seen = [first_difference(told_by(copy), web) for copy, web in copies if copy]
            print(f"{what}: {'not seen' if None in seen or not seen else 'seen'}", *seen, sep="\n")
            unseen += None in seen or not seen
    return unseen


# ---- The comparison -----------------------------------------------------------------------


def stories_of(folder):
    """Each PDF with the story of its pages."""
    site = Site(folder)
    address = re.search("<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text())
    for pdf in sorted(folder.rglob("*.pdf")):
        teller = WebTeller(site, site.pages_of(pdf), address[1] if address else "")
        yield pdf, list(plain(teller.lines()))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutate", action="store_true")
    parser.add_argument("site", type=pathlib.Path)
    arguments = parser.parse_args()
    stories = list(stories_of(arguments.site.resolve()))
    if not stories:
        sys.exit(f"{arguments.site}: no PDF")
    if arguments.mutate:
        return 1 if count_unseen(stories) else 0
    differences = 0
    for pdf, web in stories:
        found = first_difference(told_by(pdf), web)
        print(f"{pdf}: {len(web)} lines:", found and f"differs\n{found}" or "the same story")
        differences += found is not None
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
