#!/usr/bin/env python3
"""What a page costs, and whether it costs the same in a large site.

usage: run.py PROGRAM

Builds generated sites of growing size (publications of ten pages, 466 words a
page) and prints CPU time a page, wall time and peak memory, each beside its ratio
to the smallest site: linear work keeps the ratio of CPU a page near 1.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SIZES = (100, 400, 1600)
PAGES_A_PUBLICATION = 10
SENTENCES = 46
SITE = "title: Bench\norganisation:\n  name: Bench\ntheme: nhs\n"


def page(number):
    sentences = [f"On day {i} the {number}th team will open one more clinic nearby."
                 for i in range(SENTENCES)]
    paragraphs = [" ".join(sentences[i:i + 3]) for i in range(0, len(sentences), 3)]
    title = f"---\ntitle: Plan {number}\n---\n\n"
    return title + "\n\n".join(f"## Part {i}\n\n{text}" for i, text in enumerate(paragraphs)) + "\n"


def make_site(folder, pages):
    content = folder / "content"
    content.mkdir()
    (content / "site.yaml").write_text(SITE)
    (content / "index.md").write_text("---\ntitle: Bench\nkind: home\n---\n\nWelcome.\n")
    for number in range(pages):
        publication = content / f"plan-{number // PAGES_A_PUBLICATION:04}"
        publication.mkdir(exist_ok=True)
        name = "index.md" if number % PAGES_A_PUBLICATION == 0 else f"part-{number}.md"
        (publication / name).write_text(page(number))


def measure(program, folder, *arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    subprocess.run([program, "build", *arguments], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL)
    wall = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, wall, after.ru_maxrss / 1024


def bench(program, label, *arguments):
    print(f"{label}:")
    first = None
    for pages in SIZES:
        folder = pathlib.Path(tempfile.mkdtemp(prefix="concordat-bench-"))
        try:
            make_site(folder, pages)
            cpu, wall, memory = measure(program, folder, *arguments)
        finally:
            shutil.rmtree(folder)
        first = first or cpu / pages
        print(f"  {pages:5} pages: {cpu / pages * 1000:6.2f} ms CPU a page "
              f"(ratio {cpu / pages / first:4.2f}), {wall:6.2f} s, {memory:5.0f} MB at most so far")


def main():
    program = os.path.abspath(sys.argv[1])
    bench(program, "website and PDFs")
    bench(program, "website", "--only", "web")


if __name__ == "__main__":
    main()
