#!/usr/bin/env python3
"""Mutates sites (pages, front matter, site.yaml, theme.yaml, pictures) and has them built.

    site_fuzz.py build-asan/concordat [--first 1] [--count 100] [--keep FOLDER]

The pages are the tests' own and content/'s. A case fails if the program or a worker of its
crashes, a sanitizer speaks, it does not end, it refuses without a word, it leaves a staging
folder, publishes all the same where it says that it did not, or qpdf finds a PDF broken.
"""
import functools
import pathlib
import re
import shutil
import subprocess
import sys

import judge

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITES = [ROOT / "content", ROOT / "tests/pdf/pages/content", ROOT / "tests/judges/mixed/content"]
PAGES = [page for folder in [*SITES, ROOT / "tests/cases/document", ROOT / "tests/cases/check"]
         for page in sorted(folder.rglob("*.md"))]
NASTY = ["\0", "\r", "\ufeff", "\u202e", "\u2028", "\u00ad", "\u0627\u0644\u0639 12", "\U0001f600", "\ue000", "w" * 3000,
         "[", "](", "{#", "{.x y=\"", "|", "|---|", "> ", "::: ", ":::", "[^1]: ", "![](", "`", "```", "***", "_",
         "- ", "1. ", "  ", "\t", "<!--", "-->", "<b>", "&#0;", "&amp;", "\\", "---\n", "# ", "[[toc]]",
         "*[AB]: ", ": ", "[!NOTE]", "https://", "\n\n", "\n", "%", "'", "\"", "{.landscape}", "Table: ", "Figure: "]
VALUES = ["", "~", "true", "off", "0", "-1", "99999999999999999999", "1e400", "[]", "{}", "[a, b]", "{a: b}", "&a [*a]",
          "2026-13-45", "draft", "final", "easy-read", "appendix", "home", "consultation", "ar", "cy", "xx-yy-zz",
          "../../x", "/", ".", "\"\\0\"", "w" * 2000, "#fff", "nhs", "plain"]
MOST = 40_000  # characters of a page


@functools.cache
def texts():
    return [page.read_bytes().decode("utf-8", "replace") for page in PAGES]


@functools.cache
def configurations(name):
    files = sorted(path for folder in (ROOT / "content", ROOT / "tests", ROOT / "themes")
                   for path in folder.rglob(name) if "node_modules" not in path.parts)
    return [file.read_text() for file in files]


# ---- Text ---------------------------------------------------------------------------


def pieces(text, separator):
    return [piece for piece in re.split(separator, text) if piece]


def shuffle(random, parts, others):
    """Repeats, drops, moves or takes one of the parts."""
    at = random.randrange(len(parts))
    what = random.randrange(4)
    if what == 0:
        parts[at:at] = [parts[at]] * random.choice((1, 1, 3, 40))
    elif what == 1 and len(parts) > 1:
        del parts[at]
    elif what == 2:
        parts.insert(random.randrange(len(parts)), parts.pop(at))
    else:
        parts.insert(at, random.choice(others))


def mutate(random, text, other):
    for _ in range(random.randint(1, 8)):
        before = text
        separator = random.choice((r"(\n\n+)", r"(\n)", r"(\b)", ""))
        if separator:
            parts, others = pieces(text, separator), pieces(other, separator)
            if parts and others:
                shuffle(random, parts, others)
                text = "".join(parts)
        else:
            at = random.randint(0, len(text))
            text = text[:at] + random.choice(NASTY) + text[at + random.choice((0, 0, 1, 5)):]
        text = text if len(text) <= MOST else before
    return text


def mutate_yaml(random, text, other):
    """Lines of values; what is indented belongs together."""
    for _ in range(random.randint(1, 3)):
        lines = text.splitlines(keepends=True) or [""]
        at = random.randrange(len(lines))
        if random.random() < .5:
            key, colon, _ = lines[at].partition(":")
            lines[at] = f"{key}{colon or ':'} {random.choice(VALUES)}\n"
        else:
            shuffle(random, lines, other.splitlines(keepends=True) or ["a: b\n"])
        text = "".join(lines)
    return text


def split(page):
    """The front matter and the rest."""
    found = re.match(r"---\n(.*?\n)---\n", page, re.S)
    return (found[1], page[found.end():]) if found else ("title: A page\n", page)


def page_of(random):
    facts, body = split(random.choice(texts()))
    other_facts, other = split(random.choice(texts()))
    if random.random() < .4:
        facts = mutate_yaml(random, facts, other_facts)
    if random.random() < .9:
        body = mutate(random, body[:MOST], other)
    return f"---\n{facts}---\n{body}"


# ---- A site ---------------------------------------------------------------------------


def theme_of(random):
    """theme.yaml of a theme of its own, with the paths of the NHS theme's files."""
    folder = ROOT / "themes/nhs"
    text = (folder / "theme.yaml").read_text().replace("../", f"{folder.parent}/")
    for name in ("html/", "print/", "words"):
        text = text.replace(f" {name}", f" {folder}/{name}")
    return mutate_yaml(random, text, random.choice(configurations("theme.yaml")))


def picture_of(random, data):
    data = bytearray(data)
    for _ in range(random.randint(0, 4)):
        at = random.randrange(len(data) + 1)
        data[at:at + random.choice((0, 1, 4, 4000))] = random.randbytes(random.choice((0, 1, 1, 4)))
    return bytes(data)


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))


def make(random, folder):
    content = folder / "content"
    site = "title: T\ntheme: nhs\norganisation:\n  name: T\n"
    if random.random() < .3:
        site = mutate_yaml(random, random.choice(configurations("site.yaml")),
                           random.choice(configurations("site.yaml")))
    if random.random() < .2:
        write(folder / "own/theme.yaml", theme_of(random))
        site = re.sub("^theme:.*\n", "", site, flags=re.M) + "theme: ../own\n"
    write(content / "site.yaml", site)
    write(content / "index.md", "---\ntitle: Home\nkind: home\n---\n\nText.\n")
    for i in range(random.randint(1, 3)):
        write(content / "plan" / ("index.md" if i == 0 else f"p{i}.md"), page_of(random))
    pictures = [*(ROOT / "tests/pdf/pictures").iterdir(), *(ROOT / "tests/cases/document").glob("*.[psj]?g")]
    for picture in pictures:
        write(content / "plan" / picture.name, picture_of(random, picture.read_bytes()))
    shown = "".join(f"\n![Alt]({random.choice(pictures).name})\n" for _ in range(random.randint(0, 3)))
    with open(content / "plan/index.md", "ab") as page:
        page.write(shown.encode())
    options = ["--draft"] * (random.random() < .8) + ["--pdf", "2.0"] * (random.random() < .2)
    (folder / "options").write_text(" ".join(options))


# ---- Judging ----------------------------------------------------------------------------


def judge_site(program, folder):
    options = (folder / "options").read_text().split()
    status, wrong = judge.run([program, "build", "-j", "1", "--limit", "20", *options], folder)
    if wrong:
        return wrong
    left = [path.name for path in folder.glob("*.staging")]
    if left or (folder / "out").exists() != (status == 0):
        return [f"ended by {status} and left {left or 'no out/, or one'}"]
    for pdf in folder.rglob("out/*/*.pdf"):
        done = subprocess.run(["qpdf", "--check", pdf], capture_output=True, text=True, check=False)
        if done.returncode:
            return [f"qpdf: {(done.stdout + done.stderr)[-400:]}"]
    return None


if __name__ == "__main__":
    sys.exit(judge.fuzz(__doc__.splitlines()[0], make, judge_site,
                        lambda folder, path: shutil.copytree(folder, path, dirs_exist_ok=True)))
