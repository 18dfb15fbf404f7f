"""How the NHS theme sets a page: what a typographer would mend by hand."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

CONCORDAT = os.environ["CONCORDAT"]
FACTS = "---\ntitle: A plan\nkind: plan\nstatus: final\nedition: 2026-11-02\nowner: Head of planning\nreview: 2027-11-02\n---\n\n"
WORDS = "we plan care with people and say what we heard and did about it in time".split()


def sentence(start, count):
    return " ".join(WORDS[(start + i) % len(WORDS)] for i in range(count)).capitalize() + "."


def boxes_of(body, facts=FACTS):
    """What pdftotext says of the PDF that a page with this body becomes, and its web page."""
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        (site / "content/plan").mkdir(parents=True)
        (site / "content/site.yaml").write_text("title: A site\ntheme: nhs\norganisation: {name: A site}\n")
        (site / "content/index.md").write_text("---\ntitle: Home\nkind: home\n---\n\nHome.\n")
        (site / "content/plan/index.md").write_text(facts + body)
        subprocess.run([CONCORDAT, "build", "--draft", "-C", site, "-o", site / "out", "--today",
                        "2026-11-24"], capture_output=True, text=True)
        boxes = subprocess.run(["pdftotext", "-bbox-layout", site / "out/plan/plan.pdf", "-"],
                               check=True, capture_output=True, text=True).stdout
        return boxes, (site / "out/plan/index.html").read_text()


def printed(body):
    """The pages of that PDF, each a list of its lines in the text region: (bottom, words)."""
    return [text_lines(page) for page in boxes_of(body)[0].split("<page ")[1:]]


def text_lines(page):
    lines = {}
    for left, top, bottom, word in re.findall(
            r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', page):
        if 80 < float(top) and float(bottom) < 765:
            lines.setdefault(round(float(bottom)), []).append((float(left), word))
    return [(top, " ".join(word for _, word in sorted(words))) for top, words in sorted(lines.items())]


class Look(unittest.TestCase):
    def test_a_mark_of_a_note_leaves_lines_where_they_are(self):
        words = sentence(0, 60).split()
        words[30] += "[^1]"
        pages = printed("## One\n\n## Two\n\n## Three\n\n" + " ".join(words) + "\n\n[^1]: A note.\n")
        tops = [top for page in pages for top, line in page if "people and say" in line]
        steps = [b - a for a, b in zip(tops, tops[1:])]
        self.assertGreater(len(steps), 2)
        self.assertLessEqual(max(steps) - min(steps), 1, steps)

    def test_a_label_and_its_number_stay_on_a_line(self):
        body = "## One\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: Numbers {#t}\n\n"
        body += "\n\n".join(f"{'x' * n} {sentence(n, 11)[:-1]} [](#t) {sentence(n, 9)}" for n in range(1, 30))
        lines = [line for page in printed(body) for _, line in page]
        self.assertGreater(sum("Table 1" in line for line in lines), 25)
        self.assertEqual([], [line for line in lines if line.endswith("Table")])

    def test_a_number_stays_with_its_word(self):
        body = "## One\n\n" + "\n\n".join(
            f"{'x' * n} {sentence(n, 12)[:-1]} 5 steps {sentence(n, 14)[:-1]} 1 May {sentence(n, 9)}"
            for n in range(1, 30))
        lines = [line for page in printed(body) for _, line in page]
        self.assertEqual(29, sum("1 May" in line for line in lines))
        self.assertEqual([], [line for line in lines if re.search(r"\b[15]$", line)])

    def test_a_last_line_is_longer_than_a_short_word(self):
        body = "## One\n\n" + "\n\n".join(f"{'x' * n} {sentence(n, 16 + n % 9)[:-1]} so." for n in range(1, 60))
        lines = [line for page in printed(body) for _, line in page]
        self.assertEqual(59, sum(line.endswith("so.") for line in lines))
        self.assertLessEqual(lines.count("so."), 2)

    def test_a_last_page_holds_more_than_a_line_or_two(self):
        for paragraphs in (44, 45, 60, 61):
            pages = printed("## One\n\n" + f"{sentence(0, 16)}\n\n" * paragraphs)
            last = [page for page in pages if any("what we heard" in line for _, line in page)][-1]
            with self.subTest(paragraphs=paragraphs):
                self.assertGreaterEqual(sum("we" in line or "time" in line for _, line in last), 4, last)

    def test_no_cell_wraps_where_all_of_them_have_room(self):
        pages = printed("## One\n\n| Item no. | Item | Lead | Pages |\n|---|---|---|---|\n"
                        "| 7c | Draft communications and engagement strategy | | |\n")
        self.assertIn("7c Draft communications and engagement strategy", [line for page in pages for _, line in page])

    def test_a_short_column_leaves_its_room_to_a_long_one(self):
        pages = printed("## One\n\n| Step | Name | Date |\n|---|---|---|\n"
                        "| Finance questions were discussed with the team | | |\n"
                        "| Signed | Ann Example | 25 May 2026 |\n")
        self.assertIn("Finance questions were discussed with the team",
                      [line for page in pages for _, line in page])

    def test_no_item_of_a_list_stands_alone(self):
        body = "".join(f"## Part {n}\n\n{sentence(n, 5 + 7 * n % 60)}\n\n- first\n- second\n- third\n- last\n\n"
                       for n in range(60))
        pages = [page for page in printed(body) if len(page) > 3][2:]
        self.assertGreater(len(pages), 12)
        self.assertEqual([], [page[0] for page in pages if page[0][1] == "• last"])
        self.assertEqual([], [page[-1] for page in pages if page[-1][1] == "• first"])

    def test_figures_side_by_side_stay_on_a_line(self):
        body = "## One\n\n" + "".join(f'::: statistic {{title="{title}"}}\nof people.\n:::\n\n'
                                      for title in ("1 o bob 4", "9,140", "£1.2m"))
        lines = [line for page in printed(body) for _, line in page]
        self.assertIn("1 o bob 4 9,140 £1.2m", lines)

    def test_words_that_run_the_other_way_keep_their_stops(self):
        facts = FACTS.replace("kind:", "lang: ur\nkind:")
        boxes, page = boxes_of("[In English \u00absaid\u00bb now.]{lang=en}\n", facts)
        left = {word: float(x) for x, word in re.findall(r'xMin="([\d.]+)"[^>]*>(In|English|now\.)<', boxes)}
        self.assertLess(left["In"], left["English"])
        self.assertLess(left["English"], left["now."])
        self.assertIn('<span lang="en" dir="ltr">', page)
        self.assertNotIn("dir=", re.search(r'<span lang="cy"[^>]*>', boxes_of("[Yma]{lang=cy}\n")[1])[0])

    def test_the_lines_of_a_heading_are_as_long_as_each_other(self):
        for count in (11, 13, 17, 20):
            title = sentence(count, count)[:-1]
            lines = [line for page in printed(f"## {title}\n\nText.\n\n## Two\n") for _, line in page]
            parts = [line for line in lines if line in title and len(line) > 8]
            with self.subTest(parts):
                self.assertEqual(title, " ".join(parts))
                self.assertLess(max(map(len, parts)), 1.5 * min(map(len, parts)))

    def test_a_contents_list_that_a_page_holds_is_not_split(self):
        pages = printed("".join(f"## Part {n}\n\n### Details {n}\n\n{sentence(n, 20)}\n\n" for n in range(14)))
        entries = [sum(". ." in line or "...." in line for _, line in page) for page in pages]
        self.assertEqual([29], [count for count in entries if count], entries)


if __name__ == "__main__":
    unittest.main()
