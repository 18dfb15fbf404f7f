#!/usr/bin/env python3
"""veraPDF and our own check agree on documents with one fault of conformance each.

usage: conform.py CONCORDAT

Each document of tests/pdf/conform_cases.py is written in spite of its fault (--lenient),
and mended. Of PDF/UA-1 veraPDF must name the clauses that the case says, in the faulty
file only; what its profile does not look for it must pass. A faulty file must not claim to be
PDF/UA, and must be what it does claim.
"""
import pathlib
import subprocess
import sys
import tempfile

import verapdf

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "pdf"))
from conform_cases import CASES  # noqa: E402


def write(concordat, folder, name, document):
    source, target = folder / f"{name}.fo", folder / f"{name}.pdf"
    source.write_text(document)
    subprocess.run([concordat, "fo", "--lenient", source, target], check=True, capture_output=True)
    return target


def false_claims(job):
    """What a file claims to be and is not; all of it if it claims to be PDF/UA."""
    results = job.get("validationResult") or []
    return {r["profileName"] for r in results
            if not r["compliant"] or r["profileName"].upper().startswith("PDF/UA")}


def clauses(job):
    """The tests of ISO 14289-1 that a file fails, and whether they ran at all."""
    results = [r for r in job["validationResult"] if r["profileName"].upper().startswith("PDF/UA-1")]
    return {f'{rule["clause"]}-{rule["testNumber"]}'
            for result in results for rule in result["details"]["ruleSummaries"]
            if rule["ruleStatus"] == "FAILED"} if results else None


def main():
    if not verapdf.LIBRARY.is_dir():
        print("veraPDF is not installed; ./dev test fetches it")
        return verapdf.SKIPPED
    failed = seen = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files = [write(sys.argv[1], folder, f"{i:03}-{kind}", case.document(kind == "mended")[0])
                 for i, case in enumerate(CASES) for kind in ("faulty", "mended")]
        jobs = {pathlib.Path(job["itemDetails"]["name"]).name: clauses(job)
                for job in verapdf.judge(files, "ua1")}
        faulty = [file for i, file in enumerate(files) if i % 2 == 0 and CASES[i // 2].level == "error"]
        claims = {pathlib.Path(job["itemDetails"]["name"]).name: false_claims(job)
                  for job in verapdf.judge(faulty)}
    for name, false in claims.items():
        if false:
            print(f"{name} claims in vain to be {', '.join(sorted(false))}")
            failed += 1
    for i, case in enumerate(CASES):
        unclaimed = {"5-1"} if case.level == "error" else set()
        for kind, wanted in (("faulty", set(case.clauses.split()) | unclaimed), ("mended", set())):
            found = jobs.get(f"{i:03}-{kind}.pdf")
            if found != wanted:
                print(f"{case.name}, {kind}: veraPDF found {found}, wanted {wanted}")
                failed += 1
        seen += bool(case.clauses)
    print(f"{len(CASES)} faults, {seen} of them seen by veraPDF, {failed} disagreements")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
