"""What the rules on terms know across the pages of a publication."""
import unittest

from harness import SiteTest

HEAD = "---\ntitle: {}\nkind: strategy\norder: {}\n---\n\n"
LONG = ("We will ask the people who use our services what they think of them, and we will tell them "
        "within eight weeks what we heard. We say what changed because of it. If nothing changed, we "
        "say so, too, and we tell them why that is, in plain words and in the form they asked for.\n")


class Terms(SiteTest):
    def page(self, name, order, text):
        self.write(f"plan/{name}.md", HEAD.format(name.capitalize(), order) + text)

    def findings(self, rule):
        self.run_program("check")
        return [line for line in self.out.splitlines() if line.endswith(f"[{rule}]")]

    def test_an_acronym_explained_on_another_page_is_a_warning_with_its_words(self):
        self.page("first", 1, "The qualified zebra exchange (QZX) meets.\n")
        self.page("second", 2, "Ask the QZX. The QZX answers.\n")
        found = self.findings("acronym")
        self.assertEqual(len(found), 1)
        self.assertIn("plan/second.md:7:9: warning: \"QZX\" is explained on another page", found[0])
        self.assertIn("write: qualified zebra exchange (QZX)", self.out)

    def test_a_glossary_explains_for_the_whole_publication_and_no_other(self):
        self.page("first", 1, "Ask the QZX. The QZX answers.\n")
        self.page("glossary", 9, "QZX\n: Some zebras that meet.\n")
        self.assertEqual(self.findings("acronym"), [])
        self.write("other/index.md", "---\ntitle: Other\n---\n\nAsk the QZX. The QZX answers.\n")
        found = self.findings("acronym")
        self.assertEqual(len(found), 1)
        self.assertIn("other/index.md:5:9: error: \"QZX\" is never explained", found[0])

    def test_the_scope_may_be_the_publication(self):
        self.write("site.yaml", "title: Test\norganisation:\n  name: Test\ntheme: nhs\n"
                                "rules:\n  acronym:\n    scope: publication\n    known: [WREN]\n")
        self.page("first", 1, "The qualified zebra exchange (QZX) meets the WREN.\n")
        self.page("second", 2, "Ask the QZX. The QZX answers.\n")
        self.assertEqual(self.findings("acronym"), [])

    def test_the_rarer_name_is_told_of_with_the_place_of_the_other(self):
        self.page("first", 1, "The PPG Chairs Group meets. We thank the PPG Chairs Group.\n")
        self.page("second", 2, "Ask the PGGC Chairs Group.\n")
        found = self.findings("name-variant")
        self.assertEqual(len(found), 1)
        self.assertIn("plan/second.md:7:9", found[0])
        self.assertIn("in content/plan/first.md, line 7", found[0])

    def test_two_forms_of_a_word_and_a_wrong_period_are_told_of(self):
        self.write("plan/index.md", "---\ntitle: Plan 2019/20\nkind: strategy\n---\n\nWe value "
                                    "co-production. All co-production helps.\n")
        self.page("second", 2, "In coproduction we trust, for the next three years.\n")
        found = self.findings("consistency")
        self.assertEqual(len(found), 2)
        self.assertIn("\"coproduction\" is written \"co-production\" in content/plan/index.md, line 6",
                      found[0])
        self.assertIn("\"next three years\" does not fit the title: 2019/20 is 1 year", found[1])

    def test_a_long_paragraph_on_two_pages_is_told_of_and_a_standard_text_is_not(self):
        self.page("first", 1, LONG)
        self.page("second", 2, "First comes this.\n\n" + LONG.replace("eight", "ten"))
        found = self.findings("repeated")
        self.assertEqual(len(found), 1)
        self.assertIn("plan/second.md:9:1", found[0])
        self.assertIn("content/plan/first.md, line 7", found[0])
        for order, name in enumerate(("second", "third"), 2):
            self.page(name, order, LONG)
        self.assertEqual(self.findings("repeated"), [])


if __name__ == "__main__":
    unittest.main()
