"""What keeps a PDF from being PDF/UA is a finding of `concordat build`, at the Markdown."""
import json
import unittest

from harness import PLAN, ROOT, SITE, TODAY, SiteTest

SQUARE = ('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
          '<rect width="20" height="20"/></svg>')
WAIVER = "<!-- concordat-ignore pdf-figure-alt: until we know, Ann Lee, until 2027-01-31 -->\n\n"
# A theme of the organisation's own, that changes one template.
THEME = """\
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1"
    xmlns:c="urn:concordat:document:1" xmlns:cm="http://commonmark.org/xml/1.0"
    exclude-result-prefixes="c cm">
  <xsl:import href="%s/nhs/print/publication.xsl"/>
  %s
</xsl:stylesheet>
"""


class Conformance(SiteTest):
    PICTURE = "Text before it.\n\n![](square.svg)\n"

    def build(self, status, *options):
        """The findings of print, each as rule, level, page, line and status."""
        report = self.folder / "report.json"
        self.assert_status(status, "build", *TODAY, "--report", f"json={report}", *options)
        return [(f["rule"], f["level"], f["path"], f.get("line"), f["status"])
                for f in json.loads(report.read_text())["findings"] if f["rule"].startswith("pdf-")]

    def plan(self, text, rules=""):
        self.write("plan/square.svg", SQUARE)
        front = f"status: final\nrules: {{figure: off, {rules}}}"
        self.write("plan/index.md", PLAN.replace("status: final", front) + "\n" + text)
        return (self.folder / "content/plan/index.md").read_text().splitlines()


class Content(Conformance):
    FOUND = ("pdf-figure-alt", "error", "content/plan/index.md")

    def test_a_picture_without_alternative_stops_the_build(self):
        self.assert_status(0, "build")
        line = self.plan(self.PICTURE).index("![](square.svg)") + 1
        self.assertEqual([(*self.FOUND, line, "new")], self.build(1))
        self.assertIn("Matterhorn 13-004", self.out)
        self.assertIn("nothing was published", self.out)
        self.assertNotIn(b"square", (self.folder / "out/plan/index.html").read_bytes())
        self.assertEqual(["content", "out", "report.json"],
                         sorted(path.name for path in self.folder.iterdir()))

    def test_a_decorative_one_does_not(self):
        self.plan("![](square.svg){.decorative}\n")
        self.assertEqual([], self.build(0))

    def test_settings_of_rules_govern_it(self):
        for level in ("warning", "off"):
            self.plan(self.PICTURE, f"pdf-figure-alt: {level}")
            levels = [finding[1] for finding in self.build(0)]
            self.assertEqual([level] * (level != "off"), levels)

    def test_a_draft_is_published_all_the_same(self):
        self.plan(self.PICTURE)
        self.assertEqual(1, len(self.build(0, "--draft")))
        self.assertTrue((self.folder / "out/plan/plan.pdf").exists())

    def test_what_is_let_through_does_not_claim_to_be_pdf_ua(self):
        for text, rules, claims in ((self.PICTURE, "pdf-figure-alt: off", False),
                                    ("Text is here.\n", "", True)):
            self.plan(text, rules)
            self.build(0)
            pdf = (self.folder / "out/plan/plan.pdf").read_bytes()
            self.assertEqual(claims, b"pdfuaid:part" in pdf)

    def test_a_waiver_covers_it_and_check_does_not_miss_it(self):
        self.plan("Text before it.\n\n" + WAIVER + "![](square.svg)\n")
        self.assertEqual(["waived"], [finding[4] for finding in self.build(0)])
        self.assert_status(0, "check", *TODAY)
        self.plan("Text before it.\n\n" + WAIVER + "![A square](square.svg)\n")
        self.assertEqual([], self.build(1))
        self.assertIn("covers nothing", self.out)

    def test_a_character_of_private_use_is_found_in_its_paragraph(self):
        lines = self.plan("A first one.\n\nA second one with \uF001 in it.\n")
        line = lines.index("A second one with \uF001 in it.") + 1
        self.assertEqual([("pdf-character", "error", "content/plan/index.md", line, "new")],
                         self.build(1))

    def test_sarif_has_it_and_a_json_report_alone_is_json(self):
        self.plan(self.PICTURE)
        self.assert_status(1, "build", "--format", "sarif")
        results = json.loads(self.out)["runs"][0]["results"]
        self.assertIn("pdf-figure-alt", [result["ruleId"] for result in results])
        self.assertIn("nothing was published", self.err)


class Themes(Conformance):
    """A theme's fault is found at the Markdown that it was made from."""

    def theme(self, template):
        own = self.folder / "theme"
        own.mkdir(exist_ok=True)
        nhs = (ROOT / "themes/nhs/theme.yaml").read_text()
        nhs = nhs.replace("../", f"{ROOT}/themes/").replace(" html/", f" {ROOT}/themes/nhs/html/")
        for name in ("words", "print/easy"):
            nhs = nhs.replace(f" {name}", f" {ROOT}/themes/nhs/{name}")
        (own / "theme.yaml").write_text(nhs.replace(" print/", " "))
        (own / "publication.xsl").write_text(THEME % (ROOT / "themes", template))
        self.write("site.yaml", SITE.replace("theme: nhs", "theme: ../theme"))

    def found(self, text, template):
        lines = self.plan(text)
        self.theme(template)
        return [(rule, level, lines[line - 1]) for rule, level, _, line, _ in self.build(1)]

    def test_levels_of_headings(self):
        template = """<xsl:template name="section-level">
          <xsl:value-of select="2 + 2 * count(ancestor::c:section)"/></xsl:template>"""
        self.assertEqual([("pdf-headings", "error", "### Inside")],
                         self.found("### Inside\n\nText is here.\n", template))

    def test_a_paragraph_in_a_paragraph(self):
        template = """<xsl:template match="cm:block_quote"><fo:block role="P">
          <xsl:apply-templates/></fo:block></xsl:template>"""
        self.assertEqual([("pdf-nesting", "error", "> They listened to us.")],
                         self.found("Text.\n\n> They listened to us.\n", template))

    def test_cells_and_rows(self):
        table = "| A | B |\n|---|---|\n| one | two |\n| three | four |\n"
        template = """<xsl:template priority="9" match="cm:table_row[last()]/cm:table_cell[2]"/>"""
        self.assertEqual([("pdf-table", "error", "| three | four |")], self.found(table, template))
        template = """<xsl:template priority="9" match="cm:table_row[last()]/cm:table_cell[2]">
          <fo:table-cell role="P"><xsl:call-template name="source"/><fo:block role="none">x</fo:block>
          </fo:table-cell></xsl:template>"""
        self.assertEqual([("pdf-table", "error", "| three | four |")], self.found(table, template))

    def test_items_and_languages(self):
        template = """<xsl:template priority="9" match="cm:item"><fo:list-item role="P">
          <xsl:call-template name="source"/>
          <fo:list-item-label role="none"><fo:block role="none">-</fo:block></fo:list-item-label>
          <fo:list-item-body role="none"><fo:block role="none">x</fo:block></fo:list-item-body>
          </fo:list-item></xsl:template>"""
        self.assertEqual([("pdf-list", "error", "- one item")],
                         self.found("Text.\n\n- one item\n", template))
        template = """<xsl:template match="cm:emph"><fo:inline xml:lang="in Welsh">
          <xsl:call-template name="source"/><xsl:apply-templates/></fo:inline></xsl:template>"""
        self.assertEqual([("pdf-language", "error", "Text in *Cymraeg* here.")],
                         self.found("Text in *Cymraeg* here.\n", template))


if __name__ == "__main__":
    unittest.main()
