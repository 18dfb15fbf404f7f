"""Checking on several processes, rules that fail, and what stands on the command line."""
import unittest

from harness import SiteTest

RULE = """\
return {{ id = "{id}", title = "t", level = "warning", why = "w",
{body},
examples = {{ {{ good = "a" }}, {{ bad = "b" }} }} }}
"""


class Engine(SiteTest):
    def write_rule(self, name, body):
        folder = self.folder / "filters"
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.lua").write_text(RULE.format(id=name, body=body))

    def checked(self, *arguments):
        """Exit status and what was printed."""
        return self.run_program("check", *arguments), self.out, self.err

    def lone_pages(self):
        """Forty files without a site, one that is no text and two that a rule fails on."""
        folder = self.folder / "pages"
        folder.mkdir()
        (self.folder / "content" / "site.yaml").unlink()
        for i in range(40):
            (folder / f"page{i:02}.md").write_text(f"# Page {i}\n\nWe wait for [add link {i}].\n" * (1 + i % 5))
        (folder / "page07.md").write_bytes(b"# A\n\nsome \xff\n")
        return folder

    def test_number_of_processes_does_not_show(self):
        self.lone_pages()
        status, out, err = self.checked("-j1", "pages")
        self.assertEqual(status, 1)
        self.assertIn("page07.md:3:6: error: byte 0xFF", out)
        self.assertEqual((status, out, err), self.checked("-j4", "pages"))

    def test_number_of_processes_does_not_show_on_a_site(self):
        for i in range(12):
            self.write(f"plan/part{i}.md", f"---\ntitle: Part {i}\n---\n\nSee [add link].\n")
        self.write_rule("fails", 'check = function(page) if page.title:sub(-1) == "3" then error("no") end end')
        status, out, err = self.checked("-j1")
        self.assertEqual(status, 2)
        self.assertIn('content/plan/part3.md: error: rule "fails" failed on this page', err)
        self.assertIn("content/plan/part11.md:5:5: error: unresolved placeholder", out)
        self.assertEqual((status, out, err), self.checked("-j4"))

    def test_facts_of_all_pages_reach_the_one_that_was_asked_for(self):
        self.write("plan/part.md", "---\ntitle: Part\n---\n\nSome words.\n")
        self.write_rule("titles", 'collect = function(page, fact) fact("title", page.title) end,\n'
                        'check = function(page, report) for f in page:facts("title") do '
                        'if not f.own then report(page, f.key) end end end')
        _, out, _ = self.checked("content/plan/part.md")
        self.assertIn("content/plan/part.md:2:8: warning: A small plan [titles]", out)
        self.assertNotIn("Home", out)

    def test_today_is_an_option(self):
        self.write_rule("today", "check = function(page, report) report(page, page.today) end")
        self.assertIn("2031-02-03 [today]", self.checked("--today", "2031-02-03")[1])
        status, _, err = self.checked("--today", "2031-02-30")
        self.assertEqual(status, 2)
        self.assertIn('"--today" needs a day written YYYY-MM-DD, not "2031-02-30"', err)

    def test_number_of_processes_has_bounds(self):
        for number in ("0", "257", "-1", "two"):
            status, out, err = self.checked("-j", number)
            self.assertEqual((status, out), (2, ""), number)
            self.assertIn('option "--jobs"', err)

    def test_rule_that_does_not_load_is_named_by_line(self):
        folder = self.folder / "filters"
        folder.mkdir()
        (folder / "broken.lua").write_text("-- a rule\n\nreturn { id = = }\n")
        status, out, err = self.checked()
        self.assertEqual(status, 2)
        self.assertRegex(err, r"filters/broken\.lua:3: error: this rule cannot be loaded: unexpected symbol near '='\n  \w")
        self.assertEqual(self.run_program("rules", "test"), 2)
        self.assertNotIn("examples fail", self.out)

    def test_rule_that_fails_is_named_by_line(self):
        self.write_rule("fails", "check = function(page)\nlocal x = page.offset end")
        err = self.checked()[2]
        self.assertRegex(err, r'index.md: error: rule "fails" failed on this page: a page has no "offset" \(.*filters/fails\.lua:3\)')

    def test_faults_of_site_yaml_come_once_with_line_and_advice(self):
        self.write("site.yaml", "title: Plan: the next step\n")
        status, out, err = self.checked()
        self.assertEqual((status, out), (2, ""))
        self.assertEqual(err, "concordat: content/site.yaml:1:12: error: a colon stands inside this value\n"
                         "  title: Plan: the next step\n             ^\n"
                         '  Put the whole value in quotation marks: `title: "Our plan: the next step"`.\n')

    def test_faults_of_rules_in_site_yaml_come_once(self):
        self.write("site.yaml", "title: Test\nrules:\n  sentence-length: {limit: many}\n")
        status, out, err = self.checked()
        self.assertEqual(status, 2)
        self.assertEqual(err.count('content/site.yaml:3:28: error: "limit" of rule "sentence-length" takes'), 1)
        self.assertNotIn("sentence-length", out)

    def test_quiet_prints_no_summary(self):
        self.write("plan/part.md", "---\ntitle: Part\n---\n\nSee [add link].\n")
        self.assertIn("1 error", self.checked()[1])
        out = self.checked("-q")[1]
        self.assertIn("[placeholder]", out)
        self.assertNotIn("1 error", out)
        self.assertEqual(self.run_program("rules", "test", "-q"), 0)
        self.assertEqual(self.out, "")


if __name__ == "__main__":
    unittest.main()
