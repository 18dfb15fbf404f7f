#!/usr/bin/env python3
"""Runs Apache FOP's layout cases through `concordat fo --areas` and scores them.

  cases.py CONCORDAT [--update] [--tier core] [-v]

The cases are not part of this project: they are looked for in CONCORDAT_FOP_CASES,
else in shared/fop-cases beside the checkout or one folder further up. Without them, or
without lxml, the test is skipped (exit status 77).

passing/TIER.txt lists the cases that pass. A listed case that fails is a regression; an
unlisted one that passes is news, and in CI red until the list has it (--update, which CI
refuses). A case whose formatter crashes is red in any case.
"""
import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LISTS = os.path.join(HERE, "passing")
SKIPPED = 77
TIERS = ("core", "columns", "extras", "images", "collapse", "rotation-writing-mode", "bidi")


def find_cases():
    places = [os.environ.get("CONCORDAT_FOP_CASES"),
              os.path.join(ROOT, "..", "shared", "fop-cases"),
              os.path.join(ROOT, "..", "..", "shared", "fop-cases")]
    for place in places:
        if place and os.path.exists(os.path.join(place, "evaluate.py")):
            return os.path.abspath(place)
    return None


def load_evaluator(folder):
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location("evaluate", os.path.join(folder, "evaluate.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(program, fo, areas):
    """True unless the formatter crashed or hung."""
    try:
        status = subprocess.run([program, "fo", "--lenient", "--areas", areas, fo],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                timeout=30).returncode
    except subprocess.TimeoutExpired:
        return False
    return status in (0, 1, 2, 3)


def score(evaluator, folder, program, tiers, verbose):
    passing, crashed, counts = set(), [], {}
    with tempfile.TemporaryDirectory() as top:
        # The cases name their pictures as ../resources/images/NAME.
        os.symlink(os.path.join(folder, "resources"), os.path.join(top, "resources"))
        work = os.path.join(top, "fo")
        os.mkdir(work)
        for tier in tiers:
            cases = list(evaluator.find_cases(folder, tier))
            for _, name, path in cases:
                fo, areas = os.path.join(work, name + ".fo"), os.path.join(work, name + ".at.xml")
                evaluator.to_fo(evaluator.load(path)).write(fo, encoding="UTF-8",
                                                            xml_declaration=True)
                if not run(program, fo, areas):
                    crashed.append(name)
                _, _, missed = evaluator.evaluate(evaluator.load(path), areas)
                if not missed:
                    passing.add("%s/%s" % (tier, name))
                elif verbose:
                    print("%s/%s: %s" % (tier, name, missed[0]))
            good = sum(1 for case in passing if case.startswith(tier + "/"))
            counts[tier] = (good, len(cases))
    return passing, crashed, counts


def list_of(tier):
    return os.path.join(LISTS, tier + ".txt")


def read_lists(tiers):
    listed = set()
    for tier in tiers:
        with open(list_of(tier)) as lines:
            listed |= {"%s/%s" % (tier, line.strip()) for line in lines}
    return listed


def write_lists(passing, tiers):
    for tier in tiers:
        names = sorted(case.split("/")[1] for case in passing if case.startswith(tier + "/"))
        with open(list_of(tier), "w") as out:
            out.write("".join(name + "\n" for name in names))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("program")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--tier", action="append")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    folder = find_cases()
    if not folder:
        print("skipped: the layout cases are not here")
        return SKIPPED
    try:
        evaluator = load_evaluator(folder)
    except ImportError as error:
        print("skipped: %s" % error)
        return SKIPPED
    tiers = args.tier or TIERS
    passing, crashed, counts = score(evaluator, folder, args.program, tiers, args.verbose)
    for tier, (good, total) in counts.items():
        print("%s: %d of %d cases pass" % (tier, good, total))
    if args.update:
        if os.environ.get("CI"):
            print("the lists are not updated in CI")
            return 1
        write_lists(passing, tiers)
        return 0
    listed = read_lists(tiers)
    for name in crashed:
        print("CRASHED %s" % name)
    for case in sorted(listed - passing):
        print("REGRESSION %s" % case)
    for case in sorted(passing - listed):
        print("NEWLY PASSING %s: run with --update" % case)
    news = passing - listed and os.environ.get("CI")
    return 1 if crashed or listed - passing or news else 0


if __name__ == "__main__":
    sys.exit(main())
