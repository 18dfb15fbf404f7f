"""What the rules on figures, tables and contacts know across pages."""
import unittest

from harness import SiteTest

HEAD = "---\ntitle: {}\nkind: strategy\norder: {}\n---\n\n"
TABLE = "| Ward | Beds |\n|---|---|\n| North | 12 |\n| South | 14 |\nTable: Beds {#beds}\n\n"


class Structure(SiteTest):
    def page(self, name, order, text):
        self.write(f"plan/{name}.md", HEAD.format(name.capitalize(), order) + text)

    def findings(self, rule):
        self.run_program("check")
        return [line for line in self.out.splitlines() if line.endswith(f"[{rule}]")]

    def test_a_table_on_another_page_may_be_cited_and_one_that_is_nowhere_may_not(self):
        self.page("first", 1, TABLE)
        self.page("second", 2, "Table 1 lists the beds. Table 7 lists the staff.\n")
        found = self.findings("reference")
        self.assertEqual(len(found), 1, self.out)
        self.assertIn("plan/second.md:7:25: error:", found[0])
        self.assertIn("Table 7", found[0])

    def test_a_table_of_another_publication_does_not_count(self):
        self.write("other/index.md", HEAD.format("Other", 1) + TABLE)
        self.page("second", 2, "Table 1 lists the beds.\n")
        found = [line for line in self.findings("reference") if "plan/second.md" in line]
        self.assertEqual(len(found), 1, self.out)

    def test_a_caption_that_another_page_refers_to_is_cited(self):
        self.page("first", 1, TABLE)
        self.assertEqual(len(self.findings("reference")), 1)
        self.page("second", 2, "See [](first.md#beds).\n")
        self.assertEqual(self.findings("reference"), [])

    def test_one_number_in_two_forms_is_told_of_across_the_site(self):
        self.page("first", 1, "Phone [01632 960147](tel:+441632960147).\n")
        self.write("other/index.md", HEAD.format("Other", 1) + "Phone [01632 960 147](tel:+441632960147).\n")
        found = self.findings("contact")
        self.assertEqual(len(found), 1, self.out)
        self.assertIn("01632 960", found[0])


if __name__ == "__main__":
    unittest.main()
