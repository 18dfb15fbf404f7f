"""Waivers: comments in the source that take a finding out of the count."""
import unittest

from harness import PLAN, SITE, TODAY, WAIVER, GateTest


class Waivers(GateTest):
    def assert_waived(self, text, words, others=0):
        """The findings in `words` are waived, and no others are."""
        self.plan(text)
        self.check(1 if others else 0)
        lines = (PLAN + "\n" + text).split("\n")
        cut = [lines[f["line"] - 1][f["column"] - 1:f["endColumn"] - 1]
               for f in self.of_status("waived")]
        self.assertEqual(cut, words)
        self.assertIn(f"{others} error", self.out)
        self.assertNotIn("[waiver]", self.out)

    def assert_faults(self, pages):
        """Each text, a page of its own, has one finding about its waiver, with the message."""
        for number, (text, _) in enumerate(pages):
            self.write(f"fault-{number}.md", PLAN + "\n" + text)
        self.check(1)
        for number, (text, message) in enumerate(pages):
            with self.subTest(text):
                found = [f["message"] for f in self.findings if f["rule"] == "waiver"
                         and f["path"] == f"content/fault-{number}.md"]
                self.assertEqual(len(found), 1, found)
                self.assertIn(message, found[0])

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
        self.check(0)
        waivers = [f["waiver"] for f in self.of_status("waived")]
        self.assertEqual(len(waivers), 2)
        self.assertIn("until May, as agreed: see minutes", str(waivers[0]))

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
        self.assert_faults([(line.format(text), message) for text, message in (
            ("placeholder: reason, owner, until 2027-01-31", "covers nothing"),
            ("placeholdr: reason, owner, until 2027-01-31", 'did you mean "placeholder"?'),
            ("placeholder: reason, owner", "lacks its last day"),
            ("placeholder: reason, until 2027-01-31", "lacks an owner"),
            ("placeholder: , owner, until 2027-01-31", "lacks a reason"),
            ("placeholder", "lacks a colon"),
            (": reason, owner, until 2027-01-31", "lacks the name of a rule"),
            ("placeholder: reason, owner, until 2027-02-30", "no date"),
            ("waiver: reason, owner, until 2027-01-31", "cannot be waived"),
            ("yaml: reason, owner, until 2027-01-31", "cannot be waived"))] + [
            ("<!-- concordat-ingore placeholder: r, o, until 2027-01-31 -->\n",
             'did you mean "concordat-ignore"?'),
            (f"Ask us.\n\n{WAIVER}\n", "nothing follows")])
        self.write("notes.md", WAIVER.replace("ignore", "ignore-section") + "\n\nAsk TBC.\n")
        self.check(1, "content/notes.md")
        self.assertIn("stands in no section", self.out)

    def test_a_fault_of_a_waiver_cannot_be_waived_or_softened(self):
        self.plan("<!-- concordat-ignore-page waiver: r, o, until 2027-01-31 -->\n\n"
                  f"{WAIVER}\nAsk us.\n")
        self.check(1)
        self.assertEqual(self.out.count("[waiver]"), 2, self.out)
        self.assertIn("covers nothing", self.out)
        self.write("site.yaml", SITE + "rules:\n  waiver: off\n")
        self.check(2)
        self.assertIn("neither switched off nor softened", self.err)

    def test_one_that_splits_what_it_stands_in(self):
        splits = "the waiver splits the {} it stands in"
        self.assert_faults([
            (f"- a TBC\n{WAIVER}\n- b TBC\n", splits.format("list")),
            (f"1. a TBC\n{WAIVER}\n2. b TBC\n", splits.format("list")),
            (f"a TBC\n{WAIVER}\nb TBC\n", splits.format("paragraph")),
            (f"| a |\n|---|\n| b |\n{WAIVER}\n| TBC |\n", splits.format("table")),
            (f"{WAIVER} Ask TBC.\n", "the text beside the waiver")])

    def test_one_between_lists_of_two_kinds_splits_neither(self):
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

if __name__ == "__main__":
    unittest.main()
