"""Sign-offs from front matter to the page, the PDF and the gate."""
import subprocess
import unittest

from harness import SITE, SiteTest

PAPER = """\
---
title: New seats for the waiting room
kind: committee-paper
status: {status}
sign-off:
  clinical view: {{ name: Dr Ann Example, role: Medical director, date: 2024-10-01 }}
  patient view: {{ name: The People's Panel, date: 2024-09-30 }}
  finance: {{ not-applicable: the seats are a gift }}
  quality: {{ name: Ben Sample, date: 2024-09-28 }}
  equality: {{ name: Ben Sample, date: 2024-09-28 }}
  information governance: not applicable, because no data is kept
  legal: {legal}
  report owner: {{ name: Dee Sample, date: 2024-10-02 }}
---

## What we ask for {{#ask}}

We asked people which seats they like. Most chose the ones with arms.
"""
SIGNED = "{ name: Cai Example, date: 2024-10-01 }"


def paper(status, legal):
    return PAPER.format(status=status, legal=legal)


class SignOffs(SiteTest):
    def page(self, name="paper/index.html"):
        return (self.folder / "out" / name).read_text(encoding="utf-8")

    def pdf_text(self, name="paper/paper.pdf"):
        return subprocess.run(["pdftotext", "-layout", self.folder / "out" / name, "-"], check=True,
                              capture_output=True).stdout.decode()

    def test_a_final_paper_with_one_blank_fails_at_it(self):
        self.write("paper/index.md", paper("final", ""))
        self.assert_status(1, "build")
        self.assertIn("content/paper/index.md:12:3: error: the sign-off “legal” is blank [sign-off]",
                      self.out)
        self.assertIn("1 error, 0 warnings", self.out)
        self.assertFalse((self.folder / "out").exists())

    def test_the_same_paper_as_a_draft_is_published_with_what_is_missing(self):
        self.write("paper/index.md", paper("draft", ""))
        self.assert_status(0, "build")
        self.assertIn("0 errors, 0 warnings", self.out)
        self.assertEqual(self.page().count("Not yet signed off"), 1)
        text = self.pdf_text()
        self.assertEqual(text.count("Not yet signed off"), 1)
        self.assertRegex(text, "Legal +Not yet signed off")
        self.assertIn("DRAFT", text)

    def test_a_complete_paper_is_published_with_its_table(self):
        self.write("paper/index.md", paper("final", SIGNED))
        self.assert_status(0, "build")
        page, text = self.page(), self.pdf_text()
        self.assertIn("Who has signed off this document</caption>", page)
        self.assertEqual(page.count('scope="row">'), 8)
        for written in ("Dr Ann Example, Medical director", "1 October 2024", "no data is kept"):
            self.assertIn(written, page)
            self.assertIn(written, text)
        self.assertNotIn("Not yet signed off", page + text)

    def test_a_slip_in_a_name_is_one_finding_that_says_which_is_meant(self):
        self.write("paper/index.md", paper("final", SIGNED).replace("  finance:", "  finence:"))
        self.assert_status(1, "check")
        self.assertIn('index.md:8:3: error: a committee-paper needs no sign-off "finence"; '
                      'did you mean "finance"?', self.out)
        self.assertIn("1 error, 0 warnings", self.out)

    def test_a_site_names_its_own_for_any_kind(self):
        self.write("site.yaml", SITE + "sign-off:\n  guide: [Patient view, board]\n")
        self.assert_status(1, "check")
        self.assertIn("plan/index.md:4:9: error: 2 sign-offs are missing: Patient view, board",
                      self.out)
        plan = (self.folder / "content/plan/index.md").read_text()
        self.write("plan/index.md", plan.replace("status: final\n", """\
status: final
sign-off:
  patient view: { name: The panel, date: 2024-10-01 }
  board: { name: The board, date: 2024-10-02 }
"""))
        self.write("plan/more.md", "---\ntitle: More\nkind: guide\n---\n\nIt goes on here.\n")
        self.assert_status(0, "check")

    def test_pages_of_a_draft_are_drafts_themselves(self):
        self.write("paper/index.md", paper("draft", ""))
        self.write("paper/minutes.md", "---\ntitle: Costs\nkind: committee-paper\nsign-off:\n"
                   "  legal:\n---\n\nIt costs nothing.\n")
        self.assert_status(0, "check")

    def test_a_draft_at_the_root_says_so_on_its_page(self):
        self.write("note.md", "---\ntitle: A note\nstatus: draft\n---\n\nIt is not ready.\n")
        self.assert_status(0, "build")
        self.assertIn("concordat-draft", self.page("note.html"))
        self.assertNotIn("concordat-draft", self.page("index.html"))


if __name__ == "__main__":
    unittest.main()
