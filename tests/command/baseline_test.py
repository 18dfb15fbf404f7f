"""The baseline: findings that were there when the gate was switched on do not count."""
import unittest

from harness import PLAN, SITE, TODAY, WAIVER, GateTest

DRAFT = """\
---
title: How we will work with carers
kind: strategy
status: draft
---

## Why we write this

One in ten people in our area cares for somebody at home [add source].

## What carers told us

- We were asked for our views once, in [month].
- Nobody told us what had changed. See page XX.

| What | Who | When |
|---|---|---|
| A named contact | Ward managers | TBC |
"""


class Baseline(GateTest):
    def setUp(self):
        super().setUp()
        self.write("carers/index.md", DRAFT)
        self.file = self.folder / "content/backlog.txt"

    def make(self, *arguments):
        self.check(0, "--write-baseline", "content/backlog.txt", *arguments)

    def lines(self):
        return self.file.read_text().splitlines()[1:]

    def held(self):
        return sum(int(line.split()[1]) for line in self.lines())

    def test_it_is_made_once_and_then_only_what_is_new_counts(self):
        self.check(1)
        self.make()
        self.assertIn("content/backlog.txt holds", self.err)
        self.assertEqual(self.lines(), sorted(self.lines(), key=lambda l: l.split()[3]))
        self.check(1)
        self.check(0, "--baseline", "content/backlog.txt")
        self.assertIn("in the baseline", self.out)
        self.write("carers/index.md", DRAFT.replace("## What", "Ask [add name].\n\n## What"))
        self.check(1, "--baseline", "content/backlog.txt")
        self.assertIn("1 error, 0 warnings", self.out)
        self.assertIn("carers/index.md:11:5: error:", self.out)
        self.assertEqual(self.out.count(": error: "), 1)

    def test_site_yaml_names_it_for_check_and_build(self):
        self.make()
        self.write("site.yaml", SITE + "baseline: backlog.txt\n")
        self.check(0)
        self.assert_status(0, "build", *TODAY)
        self.write("carers/index.md", DRAFT + "\nAsk [add name].\n")
        self.check(1)
        self.assert_status(1, "build", *TODAY)
        self.assertIn("1 error, 0 warnings", self.out)
        self.assertIn("[add name]", self.out)

    def test_build_takes_one_by_option(self):
        self.make()
        self.assert_status(1, "build", *TODAY)
        self.assert_status(0, "build", *TODAY, "--baseline", "content/backlog.txt")

    def test_it_shrinks_and_never_grows(self):
        self.make()
        before = self.held()
        self.write("carers/index.md", DRAFT.replace(" [add source]", ""))
        self.check(0, "--baseline", "content/backlog.txt")
        self.assertIn("1 of the baseline is mended: --write-baseline lowers it", self.out)
        self.assertEqual(self.held(), before)
        self.make()
        self.assertEqual(self.held(), before - 1)
        self.assertNotIn("mended", self.out)
        self.write("carers/index.md", DRAFT)
        self.check(1, "--write-baseline", "content/backlog.txt")
        self.assertIn("[add source]", self.out)
        self.assertEqual(self.held(), before - 1)

    def test_equal_findings_are_counted(self):
        text = DRAFT + "\nAsk [add name].\n\nAsk [add name].\n"
        self.write("carers/index.md", text)
        self.make()
        self.assertEqual(len([line for line in self.lines() if line.split()[1] == "2"]), 1)
        self.write("carers/index.md", text + "\nAsk [add name].\n")
        self.check(1, "--baseline", "content/backlog.txt")
        self.assertIn("1 error, ", self.out)

    def test_a_renamed_page_keeps_its_backlog(self):
        self.make()
        (self.folder / "content/carers").rename(self.folder / "content/care")
        self.check(0, "--baseline", "content/backlog.txt")
        self.assertNotIn("mended", self.out)
        self.make()
        self.assertTrue(all(line.endswith(" care/index.md") for line in self.lines()))

    def test_a_copy_of_a_page_does_not_share_its_backlog(self):
        self.make()
        self.write("carers/again.md", DRAFT)
        self.check(1, "--baseline", "content/backlog.txt")
        self.assertNotIn("mended", self.out)

    def test_a_run_over_some_pages_leaves_the_others_alone(self):
        self.make()
        before = self.lines()
        self.check(0, "--baseline", "content/backlog.txt", "content/plan/index.md")
        self.assertNotIn("mended", self.out)
        self.make("content/plan/index.md")
        self.assertEqual(self.lines(), before)
        self.write("plan/index.md", PLAN.replace("final", "draft") + "\nCares for somebody at "
                   "home.\n\nOne in ten people in our area cares for somebody at home [add source].\n")
        self.check(1, "--baseline", "content/backlog.txt", "content/plan/index.md")

    def test_a_placeholder_is_held_for_drafts_only(self):
        self.make()
        self.write("carers/index.md", DRAFT.replace("status: draft", "status: final"))
        self.check(1, "--baseline", "content/backlog.txt")
        self.assertIn("[add source]", self.out)
        self.assertNotIn("mended", self.out)
        self.file.unlink()
        self.check(1, "--write-baseline", "content/backlog.txt")
        self.assertFalse([line for line in self.lines() if " placeholder " in line])
        self.assertIn("while it says `status: draft`", self.err)

    def test_a_chapter_is_a_draft_with_its_publication(self):
        self.write("carers/costs.md", "---\ntitle: Costs\n---\n\nIt costs [add sum] a year.\n")
        self.make()
        self.check(0, "--baseline", "content/backlog.txt")
        self.write("carers/index.md", DRAFT.replace("status: draft", "status: final"))
        self.check(1, "--baseline", "content/backlog.txt")
        self.assertIn("[add sum]", self.out)

    def test_what_nothing_softens_is_not_held(self):
        self.write("plan/index.md", PLAN.replace("status", "statos"))
        self.check(1, "--write-baseline", "content/backlog.txt")
        self.assertIn("[yaml]", self.out)
        self.assertNotIn(" yaml ", self.file.read_text())

    def test_a_waived_finding_needs_no_place(self):
        self.make()
        before = self.held()
        self.write("carers/index.md", DRAFT.replace("One in ten", WAIVER + "\nOne in ten"))
        self.make()
        self.assertEqual(self.held(), before - 1)

    def test_a_broken_file_is_one_message_with_its_line(self):
        self.make()
        good = self.file.read_text()
        first, second = good.splitlines()[:2]
        for text, line, message in (
                ("", 1, "first line"), ("hello\n", 1, "first line"),
                (f"{first}\nxyz 1 link a.md\n", 2, "fingerprint"),
                (f"{first}\n{second}\n{second}\n", 3, "twice"),
                (f"{first}\n<<<<<<< HEAD\n", 2, "merge conflict"),
                (f"{first}\n{second.replace(' 1 ', ' x ', 1)}\n", 2, "count"),
                (f"{first}\n{second.split()[0]} 1 link\n", 2, "path")):
            with self.subTest(message):
                self.file.write_text(text)
                for command in ("check", "build"):
                    self.assert_status(2, command, *TODAY, "--baseline", "content/backlog.txt")
                    self.assertIn(f"content/backlog.txt:{line}: error:", self.err)
                    self.assertIn(message, self.err)
                    self.assertEqual(self.err.count(": error:"), 1)
                    self.assertEqual(self.out, "")
        self.file.write_bytes(good.replace("\n", "\r\n").encode())
        self.check(0, "--baseline", "content/backlog.txt")

    def test_wrong_use(self):
        self.check(2, "--baseline", "nix.txt")
        self.assertIn("--write-baseline", self.err)
        self.make()
        self.check(2, "--baseline", "content/backlog.txt", "--write-baseline", "other.txt")

    def test_a_failing_rule_writes_none(self):
        self.write("../filters/broken.lua", """\
return { id = "broken", title = "t", level = "error", why = "w",
  check = function(page) if page.title ~= "example" then error("no") end end,
  examples = { { good = "a" }, { bad = "b" } } }
""")
        self.check(2, "--write-baseline", "content/backlog.txt")
        self.assertFalse(self.file.exists())

if __name__ == "__main__":
    unittest.main()
