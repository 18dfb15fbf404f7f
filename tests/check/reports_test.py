"""Reports of a page full of faults, judged by schemas: our own for JSON, GitLab's shape,
JUnit's. Each judge is also shown a report that it must refuse."""
import json
import pathlib
import re
import subprocess
import tempfile
import unittest

import jsonschema

from cases_test import ALONE, CASES, run

HERE = pathlib.Path(__file__).resolve().parent
ACCEPTED = """# A page

<!-- concordat-ignore placeholder: the form is meant to be filled in, A. Smith, until 2999-01-31 -->

Write to [add name].

See [add link] and TODO.
"""


def schema(name):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(dir=ALONE.name, prefix="reports-"))
        (pathlib.Path(ALONE.name) / "accepted.md").write_text(ACCEPTED, encoding="utf-8")
        names = [page.name for page in sorted(CASES.glob("case-*.md"))] + ["accepted.md"]
        files = [f"--report={name}={cls.folder / name}"
                 for name in ("json", "gitlab", "junit", "github", "sarif", "code-scanning", "html")]
        cls.status, cls.text, cls.err = run("check", *names, *files)
        cls.names = names

    def read(self, name):
        return (self.folder / name).read_text(encoding="utf-8")

    def test_one_run_writes_all_of_them_and_prints_text(self):
        self.assertEqual(self.status, 1, self.err)
        self.assertRegex(self.text, r"\d+ errors, \d+ warnings? in \d+ pages")
        self.assertNotIn("\x1b", self.text)

    def test_json_keeps_its_schema_and_counts_what_it_lists(self):
        report = json.loads(self.read("json"))
        jsonschema.validate(report, schema("report.schema.json"))
        new = [f for f in report["findings"] if f["status"] == "new"]
        for level in ("error", "warning"):
            self.assertEqual(report["summary"][level + "s"],
                             sum(f["level"] == level for f in new))
        self.assertEqual(report["summary"]["pages"], len(self.names))
        self.assertTrue(report["summary"]["complete"])
        waivers = [f["waiver"] for f in report["findings"] if f["status"] == "waived"]
        self.assertEqual(waivers, [{"reason": "the form is meant to be filled in",
                                    "owner": "A. Smith", "until": "2999-01-31"}])
        report["findings"][0]["level"] = "fatal"
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.validate(report, schema("report.schema.json"))

    def test_gitlab_takes_the_report_and_sees_each_finding_once(self):
        report = json.loads(self.read("gitlab"))
        jsonschema.validate(report, schema("gitlab.schema.json"))
        new = [f for f in json.loads(self.read("json"))["findings"] if f["status"] == "new"]
        self.assertEqual(len(report), len(new))
        self.assertEqual(len({issue["fingerprint"] for issue in report}), len(report))
        del report[0]["location"]["lines"]["begin"]
        with self.assertRaises(jsonschema.ValidationError):
            jsonschema.validate(report, schema("gitlab.schema.json"))

    def judge_junit(self, path):
        return subprocess.run(["xmllint", "--noout", "--relaxng", HERE / "junit.rng", path],
                              capture_output=True, check=False).returncode

    def test_junit_has_the_shape_that_servers_read(self):
        self.assertEqual(self.judge_junit(self.folder / "junit"), 0)
        report = self.read("junit")
        self.assertEqual(report.count("<testsuite "), len(self.names))
        self.assertIn('name="case-good.md" tests="1" failures="0"', report)
        broken = self.folder / "broken"
        broken.write_text(report.replace(' classname="', ' class="'), encoding="utf-8")
        self.assertNotEqual(self.judge_junit(broken), 0)

    def test_github_commands_name_files_and_lines(self):
        commands = [line for line in self.read("github").splitlines() if line.startswith("::")]
        self.assertGreater(len(commands), 5)
        for command in commands:
            self.assertRegex(command, r"^::(error|warning) file=[^,:]+,line=\d+,endLine=\d+"
                                      r"(,col=\d+,endColumn=\d+)?,title=[a-z-]+::\S")

    def test_code_scanning_gets_sarif_without_what_was_accepted(self):
        whole = json.loads(self.read("sarif"))
        results = whole["runs"][0]["results"]
        kept = [result for result in results if not result["suppressions"]]
        self.assertLess(len(kept), len(results))
        whole["runs"][0]["results"] = kept
        self.assertEqual(json.loads(self.read("code-scanning")), whole)

    def test_sarif_names_files_relative_to_the_root_of_the_run(self):
        results = json.loads(self.read("sarif"))["runs"][0]["results"]
        for result in results:
            place = result["locations"][0]["physicalLocation"]["artifactLocation"]
            self.assertEqual(place["uriBaseId"], "%SRCROOT%")
            self.assertIn(place["uri"], self.names)
            self.assertIn("suppressions", result)

    def test_html_shows_every_error_and_fetches_nothing(self):
        report = self.read("html")
        fetching = re.findall(r"(?i)<(?:script|link|img|iframe)|url\(|@import|(?:src|href)=.http",
                              report)
        self.assertEqual(fetching, [])
        errors = [f for f in json.loads(self.read("json"))["findings"]
                  if f["status"] == "new" and f["level"] == "error"]
        for rule in {f["rule"] for f in errors}:
            self.assertIn(f"<code>{rule}</code>", report)
        marked = re.findall("<mark>(.*?)</mark>", report)
        self.assertIn("[add link]", marked)

    def test_a_report_that_cannot_be_written_fails_the_run(self):
        file = self.folder / "file"
        file.write_text("", encoding="utf-8")
        status, out, err = run("check", "case-good.md", f"--report=json={file / 'below'}")
        self.assertEqual(status, 3, err)
        self.assertIn("in 1 page", out)


if __name__ == "__main__":
    unittest.main()
