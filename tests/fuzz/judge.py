"""Runs the program on a damaged input and says what is wrong with how it ended.

Both fuzzers stand on it. A case is a number: the same number makes the same input, whichever
cases ran before it. `fuzz()` is their command line.
"""
import argparse
import pathlib
import random
import re
import resource
import shutil
import subprocess
import tempfile
import time

SECONDS = 60  # of processor time, under sanitizers
OUTPUT = 200_000_000
SANITIZERS = {"ASAN_OPTIONS": "hard_rss_limit_mb=3000:detect_leaks=0:allocator_may_return_null=0",
              "UBSAN_OPTIONS": "print_stacktrace=1"}


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))


def frames(report):
    """What a sanitizer said, and the functions of ours that it names first."""
    said = re.findall(r"(?:ERROR: \w+Sanitizer|runtime error): [^\n]*", report)[:1]
    said += re.findall(r"bug at \S+: [^;]*", report)[:1]
    places = re.findall(r"^ +#\d+ \S+ in (\S+) \S*?((?:generator|tests)/\S+)", report, re.M)
    return said + [f"{name} {place}" for name, place in places[:6]] + re.findall(
        r".*gave no answer.*", report)[:1]


def run(command, folder):
    """The exit status, and what is wrong with the run: a list of texts, or None."""
    try:
        done = subprocess.run(command, cwd=folder, env={"PATH": "/usr/bin:/bin", **SANITIZERS},
                              timeout=5 * SECONDS, capture_output=True, preexec_fn=limit, check=False)
    except subprocess.TimeoutExpired:
        return None, ["no end"]
    printed = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode not in (0, 1, 2, 3) or re.search(
            r"Sanitizer:|runtime error:|: bug at |gave no answer", printed):
        return done.returncode, [f"ended by {done.returncode}", *frames(printed)]
    if done.returncode and not printed.strip():
        return done.returncode, [f"ended by {done.returncode} without a word"]
    return done.returncode, None


def fuzz(description, make, judge, keep):
    """make(random, folder) makes an input there; judge(program, folder) returns what is wrong
    with how it is read, a list of texts, or None; keep(folder, path) saves the input."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--first", type=int, default=1, help="the first case")
    parser.add_argument("--count", type=int, default=100, help="how many cases")
    parser.add_argument("--keep", type=pathlib.Path, help="a folder for the inputs that fail")
    arguments = parser.parse_args()
    program, started, failed = arguments.program.resolve(), time.monotonic(), 0
    for number in range(arguments.first, arguments.first + arguments.count):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="concordat-fuzz-"))
        try:
            make(random.Random(number), folder)
            wrong = judge(program, folder)
            if wrong:
                failed += 1
                print(f"case {number}:", *wrong, sep="\n  ", flush=True)
                if arguments.keep:
                    arguments.keep.mkdir(parents=True, exist_ok=True)
                    keep(folder, arguments.keep / str(number))
        finally:
            shutil.rmtree(folder)
    print(f"{arguments.count} cases in {time.monotonic() - started:.0f} s, {failed} failed")
    return 1 if failed else 0
