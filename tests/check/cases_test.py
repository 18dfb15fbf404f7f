"""Golden cases of `concordat check`: tests/cases/check/NAME.md beside NAME.expected.

The expected file holds the findings without source lines. A page that is named by a rule,
case-RULE.md, is about that rule: findings of others are left out. CONCORDAT_UPDATE=1
writes them anew; CI refuses that.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("CONCORDAT", str(ROOT / "build" / "concordat"))
CASES = ROOT / "tests" / "cases" / "check"


# Away from this repository's own site, so that they are lone files.
ALONE = tempfile.TemporaryDirectory(prefix="concordat-cases-")
shutil.copytree(CASES, ALONE.name, dirs_exist_ok=True)


def run(*arguments, folder=ALONE.name, data=None):
    environment = dict(os.environ, **({"CONCORDAT_DATA": str(data)} if data else {}))
    done = subprocess.run([PROGRAM, *map(str, arguments)], cwd=folder, capture_output=True,
                          timeout=60, check=False, env=environment)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def headlines(report):
    """The lines that say where and what; the rest is quotation and advice."""
    return [line for line in report.splitlines() if "]" in line and line.startswith("case")
            or line.rstrip().endswith("page")]


def about(page, report):
    """Of a report or an expectation what the page is about."""
    rule = page.stem.removeprefix("case-")
    if not (ROOT / "filters" / f"{rule}.lua").exists():
        return report
    return "".join(f"{line}\n" for line in report.splitlines() if line.endswith(f" [{rule}]"))


class Cases(unittest.TestCase):
    def test_findings_are_those_expected(self):
        for page in sorted(CASES.glob("case-*.md")):
            with self.subTest(page.name):
                status, out, err = run("check", page.name)
                found = about(page, f"exit {status}\n" + "\n".join(headlines(out)) + "\n")
                expected = page.with_suffix(".expected")
                if os.environ.get("CONCORDAT_UPDATE") == "1":
                    self.assertNotEqual(os.environ.get("CI"), "true", "CI does not update")
                    expected.write_text(found, encoding="utf-8")
                wanted = about(page, expected.read_text(encoding="utf-8"))
                self.assertEqual(found, wanted, err)


class Commands(unittest.TestCase):
    def test_every_finding_of_json_is_cut_from_the_source(self):
        page = CASES / "case-draft.md"
        lines = page.read_text(encoding="utf-8").split("\n")
        status, out, _ = run("check", page.name, "--format", "json")
        self.assertEqual(status, 1)
        findings = json.loads(out)["findings"]
        quoted = [f for f in findings if f["rule"] == "placeholder" and '"' in f["message"]]
        self.assertGreater(len(quoted), 3)
        for f in quoted:
            cut = lines[f["line"] - 1][f["column"] - 1:f["endColumn"] - 1]
            self.assertIn('"' + cut.replace("\\", "") + '"', f["message"])

    def test_a_picture_alone_in_a_cell_fails_no_rule(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(CASES / "a.svg", folder)
            page = pathlib.Path(folder) / "page.md"
            page.write_text("| Map | Where |\n|---|---|\n| ![A map of Wrenmoor](a.svg) | Here |\n"
                            "\nTable: Maps\n\n## ![A map](a.svg)\n\nHello.\n", encoding="utf-8")
            status, _, err = run("check", page.name, folder=folder)
            self.assertNotEqual(status, 2, err)
            self.assertEqual(err, "")

    def test_explain_and_rules(self):
        status, out, _ = run("explain", "placeholder")
        self.assertEqual(status, 0)
        self.assertIn("Nothing is left to fill in", out)
        status, _, err = run("explain", "placeholdr")
        self.assertEqual(status, 2)
        self.assertIn('did you mean "placeholder"?', err)
        status, out, _ = run("rules")
        self.assertEqual(status, 0)
        self.assertIn("sentence-length", out)

    def test_wrong_use(self):
        self.assertEqual(run("check", "missing.md")[0], 3)
        self.assertEqual(run("check", "--format", "xml", "case-good.md")[0], 2)
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(run("check", folder=folder)[0], 2)

    def test_a_rule_that_fails_is_named_and_the_others_report(self):
        with tempfile.TemporaryDirectory() as folder:
            filters = pathlib.Path(folder) / "filters"
            filters.mkdir()
            shutil.copytree(ROOT / "filters" / "data", filters / "data")
            good = (ROOT / "filters" / "placeholder.lua").read_text(encoding="utf-8")
            (filters / "placeholder.lua").write_text(good, encoding="utf-8")
            (filters / "loop.lua").write_text(
                "return { id = 'loop', title = 't', level = 'error', why = 'w',\n"
                "check = function() while true do end end,\n"
                "examples = { { good = 'a' }, { bad = 'b' } } }\n", encoding="utf-8")
            status, out, err = run("check", "case-draft.md", data=folder)
            self.assertEqual(status, 2)
            self.assertIn('rule "loop" failed', err)
            self.assertIn("[placeholder]", out)

    def test_a_site_checks_links_and_its_own_settings(self):
        with tempfile.TemporaryDirectory() as folder:
            content = pathlib.Path(folder) / "content"
            content.mkdir()
            site = "title: Test\norganisation:\n  name: Test\n"
            (content / "site.yaml").write_text(site, encoding="utf-8")
            (content / "index.md").write_text(
                "---\ntitle: Home\nkind: home\n---\n\nSee [this](none.md) [add link].\n",
                encoding="utf-8")
            status, out, _ = run("check", folder=folder)
            self.assertEqual(status, 1)
            self.assertIn("none.md", out)
            self.assertIn("[placeholder]", out)
            (content / "site.yaml").write_text(site + "rules:\n  placeholder: off\n",
                                               encoding="utf-8")
            self.assertNotIn("[placeholder]", run("check", "content/index.md", folder=folder)[1])
            (content / "site.yaml").write_text(site + "rules:\n  placehold: off\n",
                                               encoding="utf-8")
            status, _, err = run("check", folder=folder)
            self.assertEqual(status, 2)
            self.assertIn("site.yaml:5:3: error: there is no rule", err)


if __name__ == "__main__":
    unittest.main()
