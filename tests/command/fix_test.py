"""`concordat check --fix`: what it mends, what it leaves, and that it harms no file."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from harness import PLAN, SITE, SiteTest

# Two rules whose fixes are certain; the second one's overlap the first's.
AND = """\
local sign = pattern [[ & ]]
return { id = "and", title = "Words, not signs", level = "warning", why = "Signs are read badly.",
  check = function(page, report)
    for m in page:match(sign) do
      report(m, "an ampersand", { fix = " and ", certain = true })
    end
  end,
  examples = { { good = "You and me." }, { bad = "You & me.", finds = { " & " } } } }
"""
PHRASE = """\
local list = pattern [[terms & conditions|colour|starred]]
return { id = "phrase", title = "Plain terms", level = "error", why = "People know them.",
  check = function(page, report)
    for m in page:match(list) do
      local fix = m.text == "colour" and "tint" or m.text == "starred" and "*" or "rules"
      report(m, "a harder term", { fix = fix, certain = true })
    end
  end,
  examples = { { good = "The rules." }, { bad = "The colour.", finds = { "colour" } } } }
"""
NUMBER = """\
local dash = pattern [[(?m)^One]]
return { id = "number", title = "Figures", level = "warning", why = "They are read faster.",
  check = function(page, report)
    for m in page:match(dash) do report(m, "a number", { fix = "1.", certain = true }) end
  end,
  examples = { { good = "1 item." }, { bad = "One item.", finds = { "One" } } } }
"""
WAIVER = "<!-- concordat-ignore {}: agreed, Ann Lee, until 2027-01-31 -->"


class Fixing(SiteTest):
    def setUp(self):
        super().setUp()
        self.write("site.yaml", SITE + "rules:\n  style: off\n")  # it mends "&", too
        self.write("../filters/and.lua", AND)
        self.write("../filters/phrase.lua", PHRASE)

    def page(self, text):
        return self.write("plan/index.md", PLAN + "\n" + text)

    def fix(self, expected, *arguments):
        self.assert_status(expected, "check", "--today", "2026-11-24", "--fix", *arguments)

    def assert_fixed(self, before, after, expected=0):
        path = self.page(before)
        self.fix(expected)
        self.assertEqual(path.read_text(), PLAN + "\n" + after)
        stamp = path.stat().st_mtime_ns, path.stat().st_ino
        self.fix(expected)
        self.assertEqual((path.stat().st_mtime_ns, path.stat().st_ino), stamp)
        self.assertNotIn("mended", self.err)

    def test_it_says_how_many_were_mended_where_and_what_is_left(self):
        self.page("You & me & the colour of it. Ask [add name].\n")
        self.write("index.md", "---\ntitle: Home\nkind: home\n---\n\nHome & garden is fine.\n")
        self.fix(1)
        self.assertIn("content/plan/index.md: 3 mended\n", self.err)
        self.assertIn("content/index.md: 1 mended\n", self.err)
        self.assertIn("[placeholder]", self.out)
        self.assertNotIn("ampersand", self.out)
        self.assertIn("1 error, 0 warnings in 2 pages", self.out)

    def test_a_second_run_changes_nothing(self):
        self.assert_fixed("You & me.\n", "You and me.\n")

    def test_overlapping_fixes_are_taken_one_after_the_other(self):
        self.assert_fixed("The terms & conditions hold.\n", "The rules hold.\n")

    def test_only_plain_words_are_touched(self):
        kept = ("`You & me` *You* & **me** [a & b](b.md \"c & d\") &amp; ok.\n\n"
                "    You & me\n\n```\nYou & me\n```\n")
        after = kept.replace("*You* & **me**", "*You* and **me**").replace("[a & b]", "[a and b]")
        self.write("plan/b.md", "---\ntitle: B\n---\n\nThis page is here.\n")
        self.assert_fixed(kept, after)

    def test_words_with_marks_inside_are_left(self):
        self.assert_fixed("The terms\n& conditions, a co*lo*ur, terms &amp; conditions.\n",
                          "The terms\n& conditions, a co*lo*ur, terms &amp; conditions.\n", expected=1)

    def test_front_matter_and_attributes_are_left(self):
        path = self.write("plan/index.md", "---\ntitle: You & me\n---\n\n::: inset-text\n"
                          "Text.\n:::\n\n::: details {title=\"You & me\"}\nText & more.\n:::\n")
        self.fix(0)
        text = path.read_text()
        self.assertIn("title: You & me\n", text)
        self.assertIn('{title="You & me"}', text)
        self.assertIn("Text and more.", text)

    def test_a_heading_keeps_its_anchor(self):
        self.assert_fixed("## Terms & more\n\nText.\n\n## You & me {#us}\n\nText.\n",
                          "## Terms & more\n\nText.\n\n## You and me {#us}\n\nText.\n")

    def test_a_fix_with_a_mark_in_it_is_not_applied(self):
        self.assert_fixed("A starred item.\n", "A starred item.\n", expected=1)

    def test_a_fix_that_would_make_a_list_is_not_applied(self):
        self.write("../filters/number.lua", NUMBER)
        path = self.page("One item.\n\nYou & me.\n")
        before = path.read_text()
        self.fix(0)
        self.assertIn("more than words", self.err)
        self.assertEqual(path.read_text(), before)

    def test_waived_and_baseline_findings_are_left(self):
        self.page(WAIVER.format("and") + "\nYou & me.\n\nHim & her.\n")
        self.fix(0)
        text = (self.folder / "content/plan/index.md").read_text()
        self.assertIn("You & me.", text)
        self.assertIn("Him and her.", text)
        self.page("You & me.\n")
        self.assert_status(0, "check", "--write-baseline", "old.txt")
        self.page("You & me.\n\nHim & her.\n")
        self.fix(0, "--baseline", "old.txt")
        text = (self.folder / "content/plan/index.md").read_text()
        self.assertIn("You & me.", text)
        self.assertIn("Him and her.", text)

    def test_line_ends_byte_order_mark_mode_and_links_are_kept(self):
        text = (PLAN + "\nYou & me é.\n\nHim & her.").replace("\n", "\r\n")
        real = self.write("../elsewhere.md", b"\xef\xbb\xbf" + text.encode())
        os.chmod(real, 0o640)
        path = self.folder / "content/plan/index.md"
        path.unlink()
        path.symlink_to(real)
        self.fix(0)
        self.assertTrue(path.is_symlink())
        self.assertEqual(real.read_bytes(),
                         b"\xef\xbb\xbf" + text.replace(" & ", " and ").encode())
        self.assertEqual(real.stat().st_mode & 0o777, 0o640)
        self.assertEqual([p.name for p in path.parent.iterdir()], ["index.md"])

    def test_a_file_that_cannot_be_written_is_named(self):
        if os.geteuid() == 0:
            self.skipTest("root may write everywhere")
        path = self.page("You & me.\n")
        os.chmod(path.parent, 0o555)
        self.addCleanup(os.chmod, path.parent, 0o755)
        self.fix(3)
        self.assertIn("plan/index.md", self.err)

    def test_the_report_says_that_there_are_fixes(self):
        self.page("You & me.\n")
        self.assert_status(0, "check")
        self.assertIn("concordat check --fix mends 1 of them", self.out)

    def test_rules_that_undo_each_other_come_to_an_end(self):
        for name, word, fix in (("one", "colour", "hue"), ("two", "hue", "colour")):
            self.write(f"../filters/{name}.lua", AND.replace('"and"', f'"{name}"', 1).replace(
                "[[ & ]]", f"[[{word}]]").replace('" and "', f'"{fix}"').replace(
                    "You & me", f"The {word}").replace('" & "', f'"{word}"'))
        self.write("../filters/phrase.lua", PHRASE.replace("|colour", ""))
        self.page("The colour.\n")
        self.fix(0)

    def test_only_the_pages_asked_for(self):
        self.page("You & me.\n")
        home = self.write("index.md", "---\ntitle: Home\nkind: home\n---\n\nHome & garden.\n")
        self.fix(0, "content/plan/index.md")
        self.assertIn("Home & garden", home.read_text())


class Diff(SiteTest):
    def setUp(self):
        super().setUp()
        self.write("../filters/and.lua", AND)

    @unittest.skipUnless(shutil.which("patch"), "needs patch")
    def test_it_changes_nothing_and_patch_takes_it(self):
        lines = [f"Line {i} is here.\n\n" for i in range(40)]
        for i in (0, 1, 6, 20, 39):
            lines[i] = f"You & me & line {i}.\n\n"
        text = PLAN + "\n" + "".join(lines).rstrip("\n")
        path = self.write("plan/index.md", text)
        self.assert_status(0, "check", "--diff")
        self.assertEqual(path.read_text(), text)
        diff = self.out
        self.assertIn("\n-You & me & line 6.\n+You and me and line 6.\n", diff)
        self.assertIn("\\ No newline at end of file", diff)
        self.assert_status(0, "check", "--fix")
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "content/plan/index.md"
            copy.parent.mkdir(parents=True)
            copy.write_text(text)
            done = subprocess.run(["patch", "-p0", "--fuzz=0"], cwd=folder, input=diff.encode(),
                                  capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout)
            self.assertEqual(copy.read_text(), path.read_text())

    def test_nothing_to_mend_is_an_empty_diff(self):
        self.assert_status(0, "check", "--diff")
        self.assertEqual(self.out, "")


if __name__ == "__main__":
    unittest.main()
