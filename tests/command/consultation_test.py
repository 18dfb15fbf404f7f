"""Numbered paragraphs: who switches them on, and that web and print agree."""
import re
import subprocess
import unittest

import harness

PLAN = """\
---
title: Tell us
kind: guide
status: {status}
{more}---

We would like to know.

## Why {{#why}}

The clinic is full. See [](#full). {{#full}}

::: question
Do you use it?
:::
"""

PLAIN = PLAN.replace(" See [](#full).", "")


class Consultation(harness.SiteTest):
    def build(self, status, more="", site="", plan=PLAN):
        self.write("site.yaml", harness.SITE + site)
        self.write("plan/index.md", plan.format(status=status, more=more))
        self.assert_status(0, "build", "--today", "2026-11-24")
        page = (self.folder / "out/plan/index.html").read_text()
        return re.findall(r'aria-label="Paragraph (\w+)"', page), page

    def test_front_matter_switches_them_on(self):
        numbers, page = self.build("final", "numbered-paragraphs: true\n")
        self.assertEqual(["1", "2"], numbers)
        self.assertIn('id="paragraph-1"', page)
        self.assertRegex(page, r'href="#full"[^>]*>Paragraph 2<')

    def test_a_site_may_want_them_in_consultations_only(self):
        site = "numbered-paragraphs: true\n"
        self.assertEqual(["1", "2"], self.build("consultation", site=site)[0])
        off = "numbered-paragraphs: false\n"
        self.assertEqual([], self.build("consultation", off, site, PLAIN)[0])
        self.assertEqual([], self.build("final", "", site, PLAIN)[0])

    def test_without_them_a_reference_to_a_paragraph_has_no_words(self):
        self.write("plan/index.md", PLAN.format(status="final", more=""))
        self.assert_status(1, "check", "--today", "2026-11-24")
        self.assertIn("full", self.out)

    def test_print_has_the_same_numbers_as_labels(self):
        self.build("consultation", "numbered-paragraphs: true\n")
        listing = subprocess.run(["pdfinfo", "-struct-text", self.folder / "out/plan/plan.pdf"],
                                 capture_output=True, text=True, check=True).stdout
        flat = re.sub(r"\s+", " ", listing)
        self.assertIn('P (block) Lbl (block) "1" "We would like to know."', flat)
        self.assertRegex(flat, r'P \(block\) Lbl \(block\) "2" "The clinic is full. See "')
        self.assertIn('"Question 1"', flat)

    def test_a_question_always_has_its_number(self):
        self.assertIn("Question 1", self.build("final", plan=PLAIN)[1])


if __name__ == "__main__":
    unittest.main()
