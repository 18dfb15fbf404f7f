#!/usr/bin/env python3
"""What the gate costs a page, and beside Vale where that is installed.

usage: gate.py PROGRAM [VALE]

Writes 1,000 and 4,000 pages of some 466 words, put together from the sentences of
content/, and checks them with all rules; then lets Vale look at the same files with
three rules of its own (a sentence's length, placeholders, plain words). Prints
processor and wall time a page, and their ratios: the issue wants a tenth of Vale's.
"""
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SIZES = (1000, 4000)
WORDS = 466
ROOT = pathlib.Path(__file__).resolve().parents[2]
VALE_RULES = {
    "Sentence": "extends: occurrence\nmessage: 'more than 25 words'\nscope: sentence\n"
                "level: error\nmax: 25\ntoken: '\\b\\w+\\b'\n",
    "Placeholder": "extends: existence\nmessage: \"'%s' is a placeholder\"\nlevel: error\n"
                   "raw:\n  - '\\[(?:add|insert|link|check|confirm|name|date)\\b[^\\]]*\\]'\n"
                   "  - '\\b(?:TBC|TBA|TODO|FIXME)\\b'\n",
    "Plain": "extends: substitution\nmessage: \"use '%s' instead of '%s'\"\nlevel: warning\n"
             "ignorecase: true\nswap:\n  utilise: use\n  prior to: before\n  commence: start\n"
             "  in order to: to\n  facilitate: help\n  in the event of: if\n  assistance: help\n"
             "  purchase: buy\n  additional: more\n  terminate: end\n",
}


def sentences():
    """The sentences of content/, without what makes them depend on their page."""
    found = []
    for path in sorted((ROOT / "content").rglob("*.md")):
        text = path.read_text().split("\n---\n", 1)[-1]
        for block in re.split(r"\n\s*\n", text):
            if re.match(r"\s*(?:[#|:>!*\[-]|\d+\.|Table:|Figure:)", block):
                continue
            block = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(block.split()))
            found += [s for s in re.split(r"(?<=[.?!]) (?=[A-Z])", block)
                      if 4 < len(s.split()) < 26 and "[" not in s and "{" not in s]
    return found


def page(number, pool):
    """Sections of two paragraphs and a list, as many as make WORDS."""
    pick = random.Random(number)
    lines = [f"# Plan number {number}\n"]
    count, section = 0, 0
    while count < WORDS:
        section += 1
        paragraphs = [" ".join(pick.sample(pool, 3)), " ".join(pick.sample(pool, 2))]
        items = [pick.choice(pool) for _ in range(3)]
        lines += [f"## Part {section} of the plan\n", paragraphs[0] + "\n", paragraphs[1] + "\n",
                  "We will do this:\n", "\n".join(f"- {item}" for item in items) + "\n"]
        count = sum(len(line.split()) for line in lines)
    return "\n".join(lines)


def measure(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr.decode()[:500]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def vale_setup(folder):
    styles = folder / "styles" / "Bench"
    styles.mkdir(parents=True)
    for name, text in VALE_RULES.items():
        (styles / f"{name}.yml").write_text(text)
    (folder / "vale.ini").write_text(f"StylesPath = {folder / 'styles'}\nMinAlertLevel = suggestion\n"
                                     "[*.md]\nBasedOnStyles = Bench\n")
    return str(folder / "vale.ini")


def bench(program, vale, pages, pool):
    # A disk costs more than the work does.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="concordat-gate-", dir=memory))
    try:
        (folder / "pages").mkdir()
        for number in range(pages):
            (folder / "pages" / f"plan-{number:05}.md").write_text(page(number, pool))
        cpu, wall = min(measure([program, "check", "pages"], folder) for _ in range(3))
        print(f"{pages:5} pages: {cpu / pages * 1000:6.3f} ms CPU a page, {wall / pages * 1000:6.3f} ms wall")
        if vale:
            settings = vale_setup(folder)
            vale_cpu, vale_wall = min(
                measure([vale, f"--config={settings}", "--no-global", "pages"], folder)
                for _ in range(2))
            print(f"       Vale: {vale_cpu / pages * 1000:6.3f} ms CPU a page, "
                  f"{vale_wall / pages * 1000:6.3f} ms wall; ours are "
                  f"{cpu / vale_cpu:.3f} of its CPU and {wall / vale_wall:.3f} of its wall time")
        return cpu / pages
    finally:
        shutil.rmtree(folder)


def main():
    program = os.path.abspath(sys.argv[1])
    vale = shutil.which(sys.argv[2] if len(sys.argv) > 2 else "vale")
    pool = sentences()
    costs = [bench(program, vale, pages, pool) for pages in SIZES]
    print(f"{SIZES[-1] / SIZES[0]:.0f} times the pages: {costs[-1] / costs[0]:.2f} times the cost a page")
    if not vale:
        print("Vale is not installed: nothing to compare with")


if __name__ == "__main__":
    main()
