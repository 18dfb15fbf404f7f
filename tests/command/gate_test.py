"""Living with a backlog: waivers, the baseline, and what site.yaml and front matter soften."""
import json
import unittest

from harness import PLAN, SITE, SiteTest

TODAY = ("--today", "2026-11-24")
WAIVER = "<!-- concordat-ignore placeholder: the board decides in May, Ann Lee, until 2027-01-31 -->"

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


class GateTest(SiteTest):
    def check(self, expected, *arguments):
        self.assert_status(expected, "check", *TODAY, *arguments)

    def findings(self, *arguments):
        self.run_program("check", *TODAY, "--format", "json", *arguments)
        return json.loads(self.out)["findings"]

    def of_status(self, status, *arguments):
        return [f for f in self.findings(*arguments) if f["status"] == status]

    def plan(self, text):
        self.write("plan/index.md", PLAN + "\n" + text)


class Waivers(GateTest):
    def assert_waived(self, text, words, others=0):
        """The findings in `words` are waived, and no others are."""
        self.plan(text)
        waived = self.of_status("waived")
        lines = (PLAN + "\n" + text).split("\n")
        cut = [lines[f["line"] - 1][f["column"] - 1:f["endColumn"] - 1] for f in waived]
        self.assertEqual(cut, words)
        self.check(1 if others else 0)
        self.assertIn(f"{others} error", self.out)
        self.assertNotIn("[waiver]", self.out)

    def assert_fault(self, text, message, count=1):
        self.plan(text)
        self.check(1)
        self.assertEqual(self.out.count("[waiver]"), count, self.out)
        self.assertIn(message, self.out)

    def test_the_next_block_is_covered_and_no_other(self):
        self.assert_waived(f"{WAIVER}\nAsk [add name] or [add date].\n\nWrite to [add name].\n",
                           ["[add name]", "[add date]"], others=1)

    def test_a_whole_list_or_table_below(self):
        self.assert_waived(f"{WAIVER}\n\n- Ask [add name]\n- Launch: TBC\n",
                           ["[add name]", "TBC"])
        self.assert_waived(f"{WAIVER}\n\n| a | b |\n|---|---|\n| [add name] | TBC |\n",
                           ["[add name]", "TBC"])

    def test_one_item(self):
        self.assert_waived(f"- Ask [add name] {WAIVER}\n- Ask [add date] too\n",
                           ["[add name]"], others=1)
        self.assert_waived(f"- Ask us\n  {WAIVER}\n- Ask [add name]\n- Ask [add date]\n",
                           ["[add name]"], others=1)

    def test_one_cell(self):
        self.assert_waived(f"| a | b |\n|---|---|\n| [add name] {WAIVER} | [add date] |\n",
                           ["[add name]"], others=1)

    def test_a_section_with_its_subsections(self):
        section = WAIVER.replace("ignore", "ignore-section")
        self.assert_waived(
            f"## Costs\n\nText [add sum].\n\n{section}\n\n### In detail\n\nMore [add sum].\n\n"
            "## After\n\nAnd [add date].\n", ["[add sum]", "[add sum]"], others=1)

    def test_a_page_with_its_front_matter(self):
        page = WAIVER.replace("ignore placeholder", "ignore-page sign-off, placeholder")
        self.write("site.yaml", SITE + "sign-off:\n  guide: [clinical]\n")
        self.plan("Ask [add name].\n")
        self.check(1)
        self.assertIn("2 errors", self.out)
        self.plan(f"{page}\n\nAsk [add name].\n")
        self.check(0)
        self.assertIn("2 waived", self.out)

    def test_several_rules_several_lines_and_commas_in_the_reason(self):
        self.plan("<!-- concordat-ignore placeholder, link:\n  until May, as agreed: see minutes,\n"
                  "  Ann Lee, until 2027-01-31 -->\nAsk [add name], see [plan](nix.md).\n")
        waivers = [f["waiver"] for f in self.of_status("waived")]
        self.assertEqual(len(waivers), 2)
        self.assertIn("until May, as agreed: see minutes", str(waivers[0]))
        self.check(0)

    def test_the_last_day_counts_and_the_day_after_does_not(self):
        self.plan(f"{WAIVER}\nAsk [add name].\n")
        self.assert_status(0, "check", "--today", "2027-01-31")
        self.assert_status(1, "check", "--today", "2027-02-01")
        self.assertIn("ended on 2027-01-31", self.out)
        self.assertIn("[placeholder]", self.out)

    def test_build_honours_them(self):
        self.plan(f"{WAIVER}\nAsk [add name].\n")
        self.assert_status(0, "build", *TODAY)
        self.assert_status(1, "build", "--today", "2027-02-01")

    def test_faults_of_their_own(self):
        line = "<!-- concordat-ignore {} -->\nAsk us.\n"
        for text, message in (
                ("placeholder: reason, owner, until 2027-01-31", "covers nothing"),
                ("placeholdr: reason, owner, until 2027-01-31", 'did you mean "placeholder"?'),
                ("placeholder: reason, owner", "lacks its last day"),
                ("placeholder: reason, until 2027-01-31", "lacks an owner"),
                ("placeholder: , owner, until 2027-01-31", "lacks a reason"),
                ("placeholder", "lacks a colon"),
                (": reason, owner, until 2027-01-31", "lacks the name of a rule"),
                ("placeholder: reason, owner, until 2027-02-30", "no date"),
                ("waiver: reason, owner, until 2027-01-31", "cannot be waived"),
                ("yaml: reason, owner, until 2027-01-31", "cannot be waived")):
            with self.subTest(text):
                self.assert_fault(line.format(text), message)
        self.assert_fault("<!-- concordat-ingore placeholder: r, o, until 2027-01-31 -->\n",
                          'did you mean "concordat-ignore"?')
        self.assert_fault(f"Ask us.\n\n{WAIVER}\n", "nothing follows")
        self.write("notes.md", WAIVER.replace("ignore", "ignore-section") + "\n\nAsk TBC.\n")
        self.check(1, "content/notes.md")
        self.assertIn("stands in no section", self.out)

    def test_a_fault_of_a_waiver_cannot_be_waived_or_softened(self):
        self.assert_fault("<!-- concordat-ignore-page waiver: r, o, until 2027-01-31 -->\n\n"
                          f"{WAIVER}\nAsk us.\n", "covers nothing", count=2)
        self.write("site.yaml", SITE + "rules:\n  waiver: off\n")
        self.check(2)
        self.assertIn("neither switched off nor softened", self.err)

    def test_one_that_splits_what_it_stands_in(self):
        for text, what in ((f"- a TBC\n{WAIVER}\n- b TBC\n", "list"),
                           (f"1. a TBC\n{WAIVER}\n2. b TBC\n", "list"),
                           (f"a TBC\n{WAIVER}\nb TBC\n", "paragraph"),
                           (f"| a |\n|---|\n| b |\n{WAIVER}\n| TBC |\n", "table")):
            with self.subTest(what):
                self.assert_fault(text, f"the waiver splits the {what} it stands in")
        self.assert_fault(f"{WAIVER} Ask TBC.\n", "the text beside the waiver")
        self.assert_waived(f"- a list\n\n{WAIVER}\n\n1. Launch: TBC\n", ["TBC"])

    def test_one_without_an_end_hides_nothing_in_silence(self):
        self.plan("<!-- concordat-ignore placeholder: r, o, until 2027-01-31\n\nAsk TBC.\n")
        self.check(1)
        self.assertIn("has no end", self.out)

    def test_one_in_code_is_none(self):
        self.plan(f"Write it so:\n\n    {WAIVER}\n\n`{WAIVER}`\n")
        self.check(0)

    def test_a_rule_that_fails_makes_no_waiver_look_unused(self):
        self.write("../filters/broken.lua", """\
return { id = "broken", title = "t", level = "error", why = "w",
  check = function(page, report)
    if page.path:find("plan") then error("no") end
  end,
  examples = { { good = "a" }, { bad = "b" } } }
""".replace('page.path:find("plan")', 'page.title == "A small plan"'))
        self.plan(WAIVER.replace("placeholder", "broken") + "\nAsk us.\n")
        self.check(2)
        self.assertNotIn("covers nothing", self.out)


class Levels(GateTest):
    LINK = "See [the other plan](nix.md).\n"

    def test_of_what_the_program_itself_finds(self):
        self.plan(self.LINK)
        self.check(1)
        for level, counted in (("off", "0 errors, 0 warnings"), ("warning", "0 errors, 1 warning")):
            self.write("site.yaml", SITE + f"rules:\n  link: {level}\n")
            self.check(0)
            self.assertIn(counted, self.out)
            self.assert_status(0, "build", *TODAY)

    def test_of_one_kind_of_page_and_of_one_page(self):
        self.plan(self.LINK)
        self.write("site.yaml", SITE + "rules:\n  link:\n    kinds:\n      guide: warning\n")
        self.check(0)
        self.write("index.md", "---\ntitle: Home\nkind: home\n---\n\n" + self.LINK)
        self.check(1)
        self.write("index.md", "---\ntitle: Home\nkind: home\nrules:\n  link: off\n---\n\n" + self.LINK)
        self.check(0)

    def test_a_rule_in_lua_of_the_same_id_is_governed_too(self):
        self.write("../filters/link.lua", """\
return { id = "link", title = "t", level = "warning", why = "w",
  check = function(page, report)
    for node in page:nodes("link") do report(node, "a link") end
  end,
  examples = { { good = "a" }, { bad = "[a](b.md)", finds = { "[a](b.md)" } } } }
""")
        self.plan(self.LINK)
        self.check(1)
        self.assertIn("1 error, 1 warning", self.out)
        self.write("site.yaml", SITE + "rules:\n  link: off\n")
        self.check(0)
        self.assertIn("0 errors, 0 warnings", self.out)

    def test_slips_in_settings(self):
        for text, message in (("link: of", "takes off, warning, error"),
                              ("lnik: off", 'did you mean "link"?'),
                              ("link: {limit: 3}", 'has no option "limit"'),
                              ("encoding: warning", "neither switched off nor softened")):
            with self.subTest(text):
                self.write("site.yaml", SITE + f"rules:\n  {text}\n")
                self.check(2)
                self.assertIn("site.yaml:6:", self.err)
                self.assertIn(message, self.err)
        self.write("site.yaml", SITE)
        self.write("plan/index.md", PLAN.replace("status:", "rules:\n  yaml: off\nstatus:"))
        self.check(1)
        self.assertIn("neither switched off nor softened", self.out)

    def test_explain_and_rules_know_them(self):
        self.assert_status(0, "explain", "link")
        self.assertIn('there is no page or file "…"', self.out)
        self.assertIn("Link to the .md file", self.out)
        self.assert_status(2, "explain", "lnik")
        self.assertIn('did you mean "link"?', self.err)
        self.assert_status(0, "rules")
        self.assertRegex(self.out, r"(?m)^image +error .*shown$")
        self.assertRegex(self.out, r"(?m)^yaml +error .*\(fixed\)$")


class Doubles(GateTest):
    def test_a_rule_supersedes_others_inside_its_span(self):
        self.plan("Ask for [the form]() or <name here>.\n\nSee [our plan](nix.md).\n")
        rules = sorted(f["rule"] for f in self.findings())
        self.assertEqual(rules, ["link", "placeholder", "placeholder"])

    def test_one_that_is_off_supersedes_nothing(self):
        self.write("site.yaml", SITE + "rules:\n  placeholder: off\n")
        self.plan("Ask for [the form]() now.\n")
        self.assertEqual([f["rule"] for f in self.findings()], ["link"])


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


class Counting(GateTest):
    def test_check_and_build_find_the_same(self):
        self.plan("![A nurse](picture:nurze) [add name]\n\nSee [this](nix.md) & [](#nix).\n")
        found = []
        for command in ("check", "build"):
            self.assert_status(1, command, *TODAY)
            found.append([line for line in self.out.splitlines() if line.startswith("content/")])
        self.assertEqual(found[0], found[1])
        self.assertIn("[picture]", "".join(found[0]))

    def test_check_and_build_count_the_same_pages(self):
        self.write("plan/broken.md", b"A caf\xe9.\n")
        counts = []
        for command in ("check", "build"):
            self.assert_status(1, command, *TODAY)
            counts.append([line for line in self.out.splitlines() if line.endswith("pages")])
        self.assertEqual(counts[0], counts[1])
        self.assertTrue(counts[0][0].endswith("in 3 pages"), counts)

    def test_a_missing_path_has_no_report(self):
        self.check(3, "content/nix.md")
        self.assertEqual(self.out, "")
        self.assertIn("no such file", self.err)


if __name__ == "__main__":
    unittest.main()
