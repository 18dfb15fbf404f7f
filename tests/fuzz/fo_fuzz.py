#!/usr/bin/env python3
"""Mutates XSL-FO documents and has `concordat fo` print them, or lay them out (--areas).

    fo_fuzz.py build-asan/concordat [--first 1] [--count 100] [--keep FOLDER]
    fo_fuzz.py --shrink FILE.fo PROGRAM      makes a file that fails as small as it can

The documents are the tests' own, and Apache FOP's layout cases where they are at hand.
A case fails if the program crashes, a sanitizer speaks, it does not end, it says nothing of
what it refuses, or qpdf finds its PDF broken.
"""
import copy
import functools
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from lxml import etree

import judge

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / name) for name in ("pdf", "fo", "bench")]
os.environ.setdefault("CONCORDAT", "concordat")  # the tests that are read for documents ask it

import cases
import conform_cases
import growth
import mixed_fo
import numbers_test
import picture_test
import print_test
import table_test
import wide_test
import writing_test

VALUES = ["0", "0pt", "-1", "-5mm", "1", "2", "7", "1mm", "3em", "50%", "100%", "-20%", "1000000pt",
          "0.001pt", "auto", "none", "inherit", "always", "100", "", "x", "red", "rl-tb", "90", "180",
          "-90", "all", "even-page", "odd-page", "page", "column", "fixed", "absolute", "collapse",
          "hidden", "justify", "center", "end", "proportional-column-width(1)", "32767", "99999999"]
TEXTS = ["word ", "w" * 300, " ", "\n", "\u00ad", "\u200b", "\u00a0", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 12 ",
         "\u4e2d\u6587\u5b57", "e\u0301", "\U0001f600", "\ue000", "\u2028", "\u202e", "many words here " * 40]
MOST = 400_000  # characters of a document


# ---- Documents to begin with ---------------------------------------------------


def recorded():
    """The documents that tests in tests/pdf print: their bodies run without the program."""
    documents = []

    def record(case, flow, *_, body="", header="Head"):
        documents.append(print_test.HEAD % (body, header) + flow + print_test.TAIL)
        raise unittest.SkipTest

    printed, print_test.Case.format = print_test.Case.format, record
    for module in (picture_test, print_test, table_test, wide_test, writing_test):
        unittest.defaultTestLoader.loadTestsFromModule(module).run(unittest.TestResult())
    print_test.Case.format = printed
    return documents


def layout_cases():
    folder = cases.find_cases()
    if not folder:
        return
    evaluator = cases.load_evaluator(folder)
    for tier in cases.TIERS:
        for _, _, path in evaluator.find_cases(folder, tier):
            yield etree.tostring(evaluator.to_fo(evaluator.load(path)), encoding="unicode")


def owned():
    yield from recorded()
    yield from (case.document(mended)[0] for case in conform_cases.CASES for mended in (False, True))
    yield from (growth.HEAD + make(12) + growth.TAIL for _, make in growth.DOCUMENTS.values())
    yield mixed_fo.document()
    yield from (numbers_test.Document(seed).fo() for seed in range(6))
    yield from (path.read_text() for path in sorted(TESTS.glob("cases/print/*.fo")))


@functools.cache
def seeds():
    """Roots of documents; one that is not XML is a test's own fault to find."""
    roots = []
    for text in [*owned(), *layout_cases()]:
        try:
            roots.append(etree.fromstring(text.encode()))
        except etree.XMLSyntaxError:
            pass
    return roots


# ---- Mutations -----------------------------------------------------------------


def elements(root):
    return [element for element in root.iter() if isinstance(element.tag, str)]


def inside(root):
    return elements(root)[1:] or [root]


def take_attributes(random, root, other):
    taken = list(random.choice(elements(other)).attrib.items())
    random.choice(elements(root)).attrib.update(random.sample(taken, min(len(taken), 3)))


def change_value(random, root, other):
    named = [element for element in elements(root) if element.attrib]
    if named:
        element = random.choice(named)
        element.set(random.choice(element.keys()), random.choice(VALUES))


def take_element(random, root, other):
    parent = random.choice(elements(root))
    parent.insert(random.randint(0, len(parent)), copy.deepcopy(random.choice(inside(other))))


def repeat(random, root, other):
    element = random.choice(inside(root))
    for _ in range(random.choice((1, 1, 2, 30)) if element is not root else 0):
        element.addnext(copy.deepcopy(element))


def remove(random, root, other):
    element = random.choice(inside(root))
    if element is not root:
        element.getparent().remove(element)


def move(random, root, other):
    element, parent = random.choice(inside(root)), random.choice(elements(root))
    if element is not root and element not in [parent, *parent.iterancestors()]:
        parent.insert(random.randint(0, len(parent)), element)


def unwrap(random, root, other):
    element = random.choice(inside(root))
    if element is not root:
        for child in reversed(element):
            element.addnext(child)
        element.getparent().remove(element)


def rename(random, root, other):
    random.choice(inside(root)).tag = random.choice(inside(other)).tag


def add_text(random, root, other):
    element, text = random.choice(elements(root)), random.choice(TEXTS)
    if random.random() < .5:
        element.text = (element.text or "") + text
    elif element is not root:
        element.tail = (element.tail or "") + text


MUTATIONS = (take_attributes, take_attributes, change_value, change_value, take_element, repeat, remove,
             move, unwrap, rename, add_text)


def mutate(random):
    root, other = copy.deepcopy(random.choice(seeds())), random.choice(seeds())
    for _ in range(random.randint(1, 6)):
        before = copy.deepcopy(root)
        random.choice(MUTATIONS)(random, root, other)
        if len(etree.tostring(root)) > MOST:
            root = before
    return root


def lay_out(folder, root, how):
    """The file, how it is to be printed, and the pictures that documents name."""
    work = folder / how
    work.mkdir()
    etree.ElementTree(root).write(str(work / "case.fo"), encoding="UTF-8")
    for picture in (TESTS / "pdf" / "pictures").iterdir():
        (work / picture.name).symlink_to(picture)
    if cases.find_cases():
        (folder / "resources").symlink_to(pathlib.Path(cases.find_cases()) / "resources")


def make(random, folder):
    lay_out(folder, mutate(random), random.choice(sorted(HOW)))


# ---- Judging --------------------------------------------------------------------

# The options, by the name of the folder that a case is in.
HOW = {"areas": ["--lenient", "--areas", "out.xml"], "pdf": ["--lenient"], "strict": [],
       "2": ["--lenient", "--pdf", "2.0"]}


def how_of(folder):
    return next(how for how in HOW if (folder / how).is_dir())


def judge_case(program, folder):
    how = how_of(folder)
    command = [program, "fo", *HOW[how], "case.fo", *([] if how == "areas" else ["out.pdf"])]
    status, wrong = judge.run(command, folder / how)
    out = folder / how / ("out.xml" if how == "areas" else "out.pdf")
    if not wrong and out.exists() != (status == 0):
        wrong = [f"ended by {status}, and {out.name} is {'' if out.exists() else 'not '}there"]
    if not wrong and how in ("pdf", "2") and status == 0:
        done = subprocess.run(["qpdf", "--check", out], capture_output=True, text=True, check=False)
        wrong = None if done.returncode == 0 else ["qpdf: " + (done.stdout + done.stderr)[-400:]]
    return [how, *wrong] if wrong else None


def keep(folder, path):
    how = how_of(folder)
    shutil.copy(folder / how / "case.fo", path.with_suffix(f".{how}.fo"))


# ---- Shrinking -------------------------------------------------------------------


def fails(program, root, how):
    """What is wrong, without what differs from run to run."""
    with tempfile.TemporaryDirectory() as folder:
        lay_out(pathlib.Path(folder), root, how)
        wrong = judge_case(program, pathlib.Path(folder))
        return wrong and (wrong[1], *wrong[3:4])


def smaller(root):
    """Each with one thing less, the largest first."""
    count = len(elements(root))
    for i in range(1, count):
        less = copy.deepcopy(root)
        element = elements(less)[i]
        element.getparent().remove(element)
        yield less
    for i in range(count):
        for name in elements(root)[i].keys():
            less = copy.deepcopy(root)
            del elements(less)[i].attrib[name]
            yield less
        for part in ("text", "tail"):
            if getattr(elements(root)[i], part):
                less = copy.deepcopy(root)
                setattr(elements(less)[i], part, None)
                yield less


def shrink(path, program):
    path, how = pathlib.Path(path), pathlib.Path(path).suffixes[-2][1:]
    root = etree.parse(str(path)).getroot()
    wanted = fails(program, root, how)
    if not wanted:
        sys.exit(f"{path} does not fail")
    less = True
    while less is not None:
        less = next((less for less in smaller(root) if fails(program, less, how) == wanted), None)
        root = root if less is None else less
    print(etree.tostring(root, encoding="unicode"))
    print(*wanted, sep="\n", file=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--shrink"]:
        sys.exit(shrink(sys.argv[2], pathlib.Path(sys.argv[3]).resolve()))
    sys.exit(judge.fuzz(__doc__.splitlines()[0], make, judge_case, keep))
