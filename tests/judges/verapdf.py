#!/usr/bin/env python3
"""Asks veraPDF whether PDFs are what they claim: PDF/UA-1 and PDF/A-2a, or in PDF
2.0 PDF/UA-2, PDF/A-4 and WTPDF 1.0 for accessibility and for reuse.

usage: verapdf.py [--pdf 1.7|2.0] FILE-OR-FOLDER…

One JVM for all files. A file that veraPDF passes over, or does not judge by all of
these standards, fails as well: it would be a claim that went missing. Files with
something attached claim PDF/A-3a or A-4f in place of A-2a and A-4.
"""
import argparse
import json
import pathlib
import subprocess
import sys

LIBRARY = pathlib.Path(__file__).resolve().parent / "lib" / "verapdf"
WANTED = {
    "1.7": [{"PDF/UA-1"}, {"PDF/A-2A", "PDF/A-3A"}],
    "2.0": [{"PDF/UA-2 + TAGGED PDF"}, {"PDF/A-4", "PDF/A-4F"}, {"WTPDF 1.0 ACCESSIBILITY"},
            {"WTPDF 1.0 REUSE"}],
}
SKIPPED = 77


def files_of(arguments):
    for argument in map(pathlib.Path, arguments):
        if argument.is_dir():
            yield from sorted(argument.rglob("*.pdf"))
        else:
            yield argument


def judge(files, flavour="0"):
    """By default of what each file claims."""
    command = ["java", "-cp", f"{LIBRARY}/*", "org.verapdf.apps.GreenfieldCliWrapper",
               "--flavour", flavour, "--format", "json", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)["report"]["jobs"]
    except (ValueError, KeyError):
        sys.exit(f"veraPDF ended with {done.returncode}:\n{done.stderr}")


def faults_of(job, version):
    """What is wrong with one file, a line each."""
    results = job.get("validationResult") or []
    judged = {result["profileName"].split(" validation")[0].strip().upper() for result in results}
    for standards in WANTED[version]:
        if not standards & judged:
            yield f"was not judged by {' or '.join(sorted(standards))}"
    for result in results:
        if result["compliant"]:
            continue
        for rule in result["details"]["ruleSummaries"]:
            yield (f'{result["profileName"]}: clause {rule["clause"]}, test {rule["testNumber"]}, '
                   f'{rule["failedChecks"]} times: {rule["description"]}')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pdf", choices=WANTED, default="1.7")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    if not LIBRARY.is_dir():
        print("veraPDF is not installed; ./dev test fetches it")
        return SKIPPED
    files = list(files_of(arguments.files))
    if not files:
        sys.exit("there is no PDF to judge")
    jobs = judge(files)
    failed = len(files) - len(jobs)
    if failed:
        print(f"{failed} of {len(files)} files were not judged at all")
    for job in jobs:
        faults = list(faults_of(job, arguments.pdf))
        failed += bool(faults)
        name = job["itemDetails"]["name"]
        print(f"{name}: {'compliant' if not faults else 'fails'}", *faults, sep="\n  ")
    print(f"{len(jobs) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
