"""What site.yaml and front matter soften, and what check and build count."""
import unittest

from harness import PLAN, SITE, TODAY, GateTest


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
return { id = "link", title = "t", level = "warning", why = "w", options = { most = 1 },
  check = function(page, report)
    for node in page:nodes("link") do report(node, "a link") end
  end,
  examples = { { good = "a" }, { bad = "[a](b.md)", finds = { "[a](b.md)" } } } }
""")
        self.plan(self.LINK)
        self.check(1)
        self.assertIn("1 error, 1 warning", self.out)
        self.write("site.yaml", SITE + "rules:\n  link: { most: 2 }\n")  # leaves both levels
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
        self.check(1)
        rules = sorted(f["rule"] for f in self.findings)
        self.assertEqual(rules, ["link", "placeholder", "placeholder"])

    def test_one_that_is_off_supersedes_nothing(self):
        self.write("site.yaml", SITE + "rules:\n  placeholder: off\n")
        self.plan("Ask for [the form]() now.\n")
        self.check(1)
        self.assertEqual([f["rule"] for f in self.findings], ["link"])


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
