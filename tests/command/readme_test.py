"""The recipes of README.md, word for word: what they run does what they say it does."""
import json
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

from harness import PROGRAM, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def recipe(beginning):
    """The YAML block that begins so."""
    blocks = [block for block in re.findall(r"```yaml\n(.*?)```", README, re.S)
              if block.startswith(beginning)]
    assert len(blocks) == 1, beginning
    return blocks[0]


def commands(block):
    """The calls of the program in a recipe's steps, in their order."""
    return re.findall(r"^ +- (?:run: )?build/concordat (.*)$", block, re.M)


class Recipes(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="concordat-recipe-"))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copytree(ROOT / "content", self.folder / "content")

    def run_command(self, line):
        return subprocess.run([PROGRAM, *shlex.split(line)], cwd=self.folder, timeout=120,
                              capture_output=True, text=True, check=False)

    def run_recipe(self, block):
        for line in commands(block):
            done = self.run_command(line)
            self.assertEqual(done.returncode, 0, f"{line}\n{done.stdout}{done.stderr}")

    def spoil(self):
        page = self.folder / "content" / "about.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nSee [add link].\n",
                        encoding="utf-8")

    def test_github_publishes_what_is_clean(self):
        block = recipe("name: publish")
        self.run_recipe(block)
        self.assertTrue((self.folder / "check.html").is_file())
        self.assertIn("path: check.html", block)
        self.assertTrue((self.folder / "out" / "index.html").is_file())
        self.assertIn("path: out", block)

    def test_github_annotates_the_line_and_fails(self):
        self.spoil()
        check, build = commands(recipe("name: publish"))
        done = self.run_command(check)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stdout,
                         r"(?m)^::error file=content/about\.md,line=\d+,endLine=\d+,col=5,"
                         r"endColumn=15,title=placeholder::")
        self.assertEqual(self.run_command(build).returncode, 1)

    def test_gitlab_publishes_what_is_clean(self):
        block = recipe("image: debian:12")
        self.run_recipe(block)
        self.assertTrue((self.folder / "public" / "index.html").is_file())
        for name in re.findall(r"(?:codequality|junit): (\S+)|paths: \[check\.html\]", block):
            self.assertTrue((self.folder / (name or "check.html")).is_file())

    def test_gitlab_shows_the_line_and_fails(self):
        self.spoil()
        done = self.run_command(commands(recipe("image: debian:12"))[0])
        self.assertEqual(done.returncode, 1, done.stderr)
        issues = json.loads((self.folder / "quality.json").read_text(encoding="utf-8"))
        blockers = [issue for issue in issues if issue["severity"] == "blocker"]
        self.assertEqual([issue["location"]["path"] for issue in blockers], ["content/about.md"])


class Own(unittest.TestCase):
    def test_readme_and_content_pass_the_gate_without_waivers(self):
        for paths in ([ROOT / "README.md"], []):
            done = subprocess.run([PROGRAM, "check", "--all", *paths], cwd=ROOT, timeout=120,
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout)
            self.assertIn("0 errors", done.stdout)
            self.assertNotIn("waived", done.stdout)


if __name__ == "__main__":
    unittest.main()
