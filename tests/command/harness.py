"""Runs the program as a user does, on sites made for one test."""
import hashlib
import json
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CONCORDAT", str(ROOT / "build" / "concordat"))

SITE = """\
title: Test partnership
organisation:
  name: Test partnership
theme: nhs
"""

HOME = """\
---
title: Home
kind: home
---

This is the home page of a small site.
"""

PLAN = """\
---
title: A small plan
kind: guide
status: final
---

## What we will do {#do}

We will open the clinic on Monday. We will tell you when it opens.
"""


def digest(folder):
    """Every file below a folder with a hash of its bytes."""
    files = sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def cpu_seconds():
    """What all programs run so far have used, with the workers that they waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class SiteTest(unittest.TestCase):
    """A folder with a small site in content/; run() is the command line."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="concordat-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("site.yaml", SITE)
        self.write("index.md", HOME)
        self.write("plan/index.md", PLAN)

    def write(self, name, content):
        path = self.folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run_program(self, *arguments, seconds=60):
        before = cpu_seconds()
        done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=self.folder, timeout=seconds,
                              capture_output=True, check=False)
        self.cpu_seconds = cpu_seconds() - before
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        self.assertIn(done.returncode, (0, 1, 2, 3), f"ended by {done.returncode}:\n{self.err}")
        return done.returncode

    def assert_status(self, expected, *arguments):
        status = self.run_program(*arguments)
        self.assertEqual(status, expected, f"\n{self.out}{self.err}")


TODAY = ("--today", "2026-11-24")
WAIVER = "<!-- concordat-ignore placeholder: the board decides in May, Ann Lee, until 2027-01-31 -->"


class GateTest(SiteTest):
    """check() is `concordat check` on a day in 2026; it keeps the findings of its report, too."""

    def check(self, expected, *arguments):
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        self.assert_status(expected, "check", *TODAY, "--report", f"json={report}", *arguments)
        self.findings = json.loads(report.read_bytes())["findings"] if report.exists() else []

    def of_status(self, status):
        return [finding for finding in self.findings if finding["status"] == status]

    def plan(self, text):
        self.write("plan/index.md", PLAN + "\n" + text)
