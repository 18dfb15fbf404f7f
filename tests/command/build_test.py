"""`concordat build`: what is published, and what stops it."""
import re
import subprocess
import unittest

from harness import HOME, PLAN, TODAY, WAIVER, SiteTest, digest


class Attachments(SiteTest):
    def setUp(self):
        super().setUp()
        self.write("plan/figures.csv", "year,number\n2026,4\n")
        self.write("rates.csv", "a\n")
        self.write("plan/more.md", "---\ntitle: More of it\n---\n\nWe will tell you more soon.\n")

    def attach(self, *items, page="plan/index.md"):
        keys = "attach:\n" + "".join(f"  - {item}\n" for item in items)
        text = HOME if page == "index.md" else PLAN
        self.write(page, text.replace("kind:", keys + "kind:"))

    def attached(self):
        folder = self.folder / "attached"
        folder.mkdir(exist_ok=True)
        subprocess.run(["pdfdetach", "-saveall", "-o", folder, self.folder / "out/plan/plan.pdf"],
                       check=True, capture_output=True)
        return {file.name: file.read_text() for file in folder.iterdir()}

    def test_files_and_the_source_of_all_pages(self):
        self.attach("figures.csv", "/rates.csv", "source")
        self.write("plan/more.md",
                   "---\ntitle: More\nattach: [source, ../rates.csv]\n---\n\nMore will come.\n")
        self.assert_status(0, "build")
        files = self.attached()
        self.assertEqual({"figures.csv", "rates.csv", "index.md", "more.md"}, set(files))
        self.assertEqual("year,number\n2026,4\n", files["figures.csv"])
        self.assertIn("We will open the clinic", files["index.md"])

    def test_a_further_page_attaches_its_own_source(self):
        self.write("plan/more.md",
                   "---\ntitle: More\nattach: [source]\n---\n\nMore will come.\n")
        self.assert_status(0, "build")
        self.assertEqual({"more.md"}, set(self.attached()))

    def test_a_missing_file_names_the_nearest(self):
        self.attach("figure.csv")
        self.assert_status(1, "build")
        self.assertIn('plan/index.md:4:5: error: there is no file "figure.csv" to attach; '
                      'did you mean "figures.csv"?', self.err + self.out)
        self.assertFalse((self.folder / "out").exists())

    def test_nothing_from_outside_the_site_is_attached(self):
        (self.folder / "secret.csv").write_text("a\n")
        for name in ("../../secret.csv", "/../secret.csv", "./%2e%2e/../secret.csv"):
            self.attach(name)
            self.assert_status(1, "build")
            self.assertIn(f'index.md:4:5: error: "{name}" stands outside', self.err + self.out)

    def test_a_name_is_written_as_in_a_link(self):
        self.write("plan/two words.csv", "a\n")
        self.attach("two%20words.csv")
        self.assert_status(0, "build")
        self.assertEqual({"two words.csv"}, set(self.attached()))

    def test_a_page_without_a_pdf_is_told(self):
        self.attach("rates.csv", page="index.md")
        self.assert_status(1, "check")
        self.assertIn("index.md:4:5: error: \"rates.csv\" can be attached to nothing",
                      self.err + self.out)

    def test_what_is_no_list_of_names(self):
        for value in ("figures.csv", "[{a: b}]", "['']"):
            self.write("plan/index.md", PLAN.replace("kind:", f"attach: {value}\nkind:"))
            self.assert_status(1, "check")


class Publishing(SiteTest):
    def test_pages_pdf_and_assets_are_written(self):
        self.assert_status(0, "build")
        files = digest(self.folder / "out")
        for name in ("index.html", "404.html", "plan/index.html", "plan/plan.pdf"):
            self.assertIn(name, files)
        page = (self.folder / "out/plan/index.html").read_text()
        self.assertIn("A small plan", page)
        self.assertIn('href="plan.pdf"', page)

    def test_two_builds_give_the_same_bytes(self):
        self.assert_status(0, "build", "-o", "one", "-j", "1")
        self.assert_status(0, "build", "-o", "two", "-j", "4")
        self.assertEqual(digest(self.folder / "one"), digest(self.folder / "two"))

    def test_a_build_replaces_all_that_was_there(self):
        self.assert_status(0, "build")
        (self.folder / "out/stale.html").write_text("old")
        self.assert_status(0, "build")
        self.assertFalse((self.folder / "out/stale.html").exists())

    def test_a_folder_that_no_build_wrote_is_not_deleted(self):
        letter = self.folder / "letters/board.txt"
        letter.parent.mkdir()
        letter.write_text("mine")
        for folder in ("letters", "content", "."):
            self.assert_status(2, "build", "-o", folder)
            self.assertIn("files that no build wrote", self.err)
            self.assertEqual(self.out, "")
        self.assertEqual(letter.read_text(), "mine")
        self.assertTrue((self.folder / "content/site.yaml").exists())

    def test_a_long_booklet_is_told_of(self):
        idea = "::: idea\n![A nurse](picture:nurse)\n\nA nurse can help you with a new dressing.\n:::\n\n"
        start = "---\ntitle: Easy\nkind: easy-read\nrules: {easy-read-booklet: {ideas: 200}}\n---\n\n"
        self.write("plan/easy.md", start + idea * 3)
        self.assert_status(0, "build")
        self.assertNotIn("the booklet has", self.out)
        self.write("plan/easy.md", start + idea * 100)
        self.assert_status(0, "build")
        self.assertRegex(self.out, r"easy.md:2:8: warning: the booklet has \d+ pages; "
                                   r"government guidance allows 24 \[easy-read-booklet\]")

    def test_the_gate_judges_the_length_of_a_booklet(self):
        idea = "::: idea\n![A nurse](picture:nurse)\n\n%s\n:::\n\n"
        last = idea % ("Call us on [01632 960147](tel:+441632960147).\n\nRead [our plan](index.md) of "
                       "May 2026.\n\nAsk us for large print.")
        start = ("---\ntitle: Easy\nkind: easy-read\nrules: {easy-read-booklet: {ideas: 200, level: error}}"
                 "\n---\n\n")
        waiver = ("<!-- concordat-ignore-page easy-read-booklet: one for each day, Ann Lee, until 2027-01-31 "
                  "-->\n\n")
        many = (idea % "A nurse can help you.") * 100 + last
        self.write("plan/easy.md", start + many)
        self.assert_status(1, "build")
        self.assertRegex(self.out, r"easy.md:2:8: error: the booklet has \d+ pages")
        self.assertFalse(any(self.folder.glob("*.staging")))
        self.write("plan/easy.md", start + waiver + many)
        self.assert_status(0, "build", *TODAY)
        self.assertNotIn("the booklet has", self.out)
        self.assert_status(0, "check", *TODAY)  # which prints nothing, and so cannot know
        self.write("plan/easy.md", start + waiver + last)
        self.assert_status(1, "build", *TODAY)
        self.assertIn("covers nothing", self.out)

    def test_a_build_replaces_its_own_folder_elsewhere(self):
        self.assert_status(0, "build", "-o", "elsewhere")
        self.assert_status(0, "build", "-o", "elsewhere")

    def test_only_pdf_writes_no_pages(self):
        self.assert_status(0, "build", "--only", "pdf")
        self.assertEqual(list(digest(self.folder / "out")), [".concordat", "plan/plan.pdf"])

    def test_nothing_is_left_beside_out(self):
        self.assert_status(0, "build")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["content", "out"])


class Gate(SiteTest):
    def setUp(self):
        super().setUp()
        self.assert_status(0, "build")
        self.before = digest(self.folder / "out")

    def assert_refused(self, line, message):
        self.assert_status(1, "build")
        self.assertIn(line, self.out)
        self.assertIn(message, self.out)
        self.assertEqual(digest(self.folder / "out"), self.before)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["content", "out"])

    def test_a_placeholder_leaves_out_untouched(self):
        self.write("plan/index.md", PLAN + "\nRead our plan on our website [add link].\n")
        self.assert_refused("content/plan/index.md:11:30: error:", "[add link]")

    def test_a_draft_is_published_all_the_same_and_says_so(self):
        self.write("plan/index.md", PLAN + "\nRead our plan on our website [add link].\n")
        self.assert_status(0, "build", "--draft")
        self.assertIn("[add link]", self.out)
        for name in ("index.html", "plan/index.html"):
            page = (self.folder / "out" / name).read_text()
            self.assertIn("noindex", page)
            self.assertIn("Draft", page)

    def test_a_draft_shows_in_its_pages_what_is_to_be_done(self):
        self.write("plan/index.md", PLAN + "\nRead our plan on our website [add link].\n")
        self.assert_status(0, "build", "--draft")
        page = (self.folder / "out/plan/index.html").read_text()
        number = re.search(r'id="concordat-place-(\d+)">\[add link\]<a [^>]*'
                           r'href="#concordat-finding-\1"', page).group(1)
        self.assertIn(f'<li id="concordat-finding-{number}"><strong>Error</strong> in '
                      f'<a href="#concordat-place-{number}">line 11</a>: unresolved placeholder',
                      page)
        self.assertNotIn("concordat-finding", (self.folder / "out/index.html").read_text())

    def test_what_was_accepted_is_not_to_be_done(self):
        self.write("plan/index.md", PLAN + f"\n{WAIVER}\nRead our plan [add link].\n")
        self.assert_status(0, "build", "--draft", *TODAY)
        page = (self.folder / "out/plan/index.html").read_text()
        self.assertNotIn("add link]<a", page)

    def test_a_published_page_says_nothing_of_warnings(self):
        self.write("plan/index.md", PLAN + "\nWe will utilise it.\n")
        self.assert_status(0, "build")
        self.assertIn("warning", self.out)
        self.assertNotIn("concordat-mark", (self.folder / "out/plan/index.html").read_text())

    def test_malformed_front_matter(self):
        self.write("plan/index.md", "---\ntitle: [one\nkind: strategy\n---\n\nText here.\n")
        self.assert_refused("content/plan/index.md:2:8: error:", "[yaml]")

    def test_an_unknown_key_names_the_nearest(self):
        self.write("plan/index.md", PLAN.replace("status:", "stauts:"))
        self.assert_refused("content/plan/index.md:4:1: error:", '"status"')

    def test_front_matter_below_an_empty_line(self):
        self.write("plan/index.md", "\n" + PLAN)
        self.assert_refused("content/plan/index.md:2:1: error:", "first line")

    def test_a_rule_above_text_is_no_front_matter(self):
        self.write("plan/index.md", "\n---\n\nWe say: hello.\n")
        self.assert_status(0, "build")

    def test_a_slip_in_a_kind_that_matters(self):
        self.write("plan/easy.md", "---\ntitle: Easy\nkind: easyread\n---\n\nHello there.\n")
        self.assert_refused("content/plan/easy.md:3:7: error:", '"easy-read"')

    def test_a_draft_without_its_picture_has_its_words(self):
        self.write("plan/index.md", PLAN + "\n![A map](map.png)\nFigure: Where we are\n")
        self.assert_status(0, "build", "--draft")
        self.assertTrue((self.folder / "out/plan/plan.pdf").exists())

    def test_a_draft_has_what_can_be_drawn_of_its_drawings(self):
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">%s</svg>'
        self.write("plan/odd.svg", drawing % "<switch><rect width='50' height='50'/></switch>")
        self.write("plan/broken.svg", (drawing % "<rect")[:-6])
        self.write("plan/index.md", PLAN + "\n![A switch](odd.svg)\n\n![A broken one](broken.svg)\n")
        self.assert_status(0, "build", "--draft")
        self.assertIn("content/plan/index.md:11:1: warning:", self.out)
        self.assertIn("content/plan/index.md:13:1: error:", self.out)
        listing = subprocess.run(["pdfimages", "-list", self.folder / "out/plan/plan.pdf"],
                                 capture_output=True, text=True, check=True).stdout
        self.assertIn(" image ", listing)
        self.assert_status(1, "build")

    def test_a_folder_that_is_not_there(self):
        self.assert_status(3, "build", "nowhere")
        self.assertIn("no such file or folder", self.err)

    def test_an_unknown_container_names_the_nearest(self):
        self.write("plan/index.md", PLAN + "\n::: inset-txt\nText here.\n:::\n")
        self.assert_refused("content/plan/index.md:11:", "inset-text")

    def test_a_broken_link(self):
        self.write("plan/index.md", PLAN + "\nSee [the other plan](plam.md).\n")
        self.assert_refused("content/plan/index.md:11:5: error:", "plam.md")

    def test_a_missing_picture(self):
        self.write("plan/index.md", PLAN + "\n![A map](map.png)\n")
        self.assert_refused("content/plan/index.md:11:1: error:", "map.png")

    def test_an_unreadable_picture(self):
        self.write("plan/map.png", b"\x89PNG\r\n\x1a\nnot a picture at all")
        self.write("plan/index.md", PLAN + "\n![A map](map.png)\n")
        self.assert_refused("content/plan/index.md:11:1: error:", "map.png")

    def test_a_drawing_that_print_makes_pixels_of(self):
        self.write("plan/map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n'
                   '<foreignObject width="9" height="9"/></svg>')
        self.write("plan/index.md", PLAN + "\nHere it is.\n\n![A map of it](map.svg)\n")
        self.assert_status(0, "build")
        said = self.out + self.err
        found = [line for line in said.splitlines() if "foreignObject" in line]
        self.assertEqual(1, len(found), said)
        self.assertIn('content/plan/index.md:13:1: warning: the image "map.svg" is printed as '
                      'pixels, not as lines: SVG element "foreignObject" cannot be drawn '
                      '(its line 2) [image]', found[0])
        self.assert_status(0, "check")
        self.assertIn(found[0], self.out)

    def test_a_drawing_that_no_pdf_shows(self):
        self.write("map.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n'
                   '<foreignObject width="9" height="9"/></svg>')
        self.write("index.md", "---\ntitle: Home\nkind: home\n---\n\n![A map of it](map.svg)\n")
        self.assert_status(0, "build")

    def test_invalid_utf8(self):
        self.write("plan/index.md", PLAN.encode() + b"\nA caf\xe9.\n")
        self.assert_refused("content/plan/index.md:11:6: error:", "UTF-8")

    def test_an_empty_file(self):
        self.write("plan/empty.md", "")
        self.assert_refused("content/plan/empty.md", "empty")

    def test_a_folder_without_its_first_page(self):
        (self.folder / "content/index.md").unlink()
        self.assert_refused("content/index.md:1:1: error:", "this page is missing")

    def test_raw_html(self):
        self.write("plan/index.md", PLAN + "\n<marquee>Hello there.</marquee>\n")
        self.assert_refused("content/plan/index.md:11:1: error:", "marquee")


OWN_RULE = """\
local marks = pattern [[!!]]
return {
  id = "shout", title = "Nobody shouts", level = "error", why = "It is rude.",
  check = function(page, report)
    for m in page:match(marks) do report(m, "two marks") end
  end,
  examples = { { good = "Hello!" }, { bad = "Hello!!", finds = { "!!" } } },
}
"""


class OwnRules(SiteTest):
    def test_they_add_to_the_programs(self):
        self.write("../filters/shout.lua", OWN_RULE)
        self.write("plan/index.md", PLAN + "\nRead it now!! It is on our website [add link].\n")
        self.assert_status(1, "build")
        self.assertIn("[shout]", self.out)
        self.assertIn("[placeholder]", self.out)

    def test_one_of_the_same_id_takes_the_place(self):
        self.write("../filters/placeholder.lua", OWN_RULE.replace("shout", "placeholder"))
        self.write("plan/index.md", PLAN + "\nIt is on our website [add link].\n")
        self.assert_status(0, "build")


class Checking(SiteTest):
    def test_a_folder_without_pages_is_no_clean_check(self):
        (self.folder / "empty").mkdir()
        self.assert_status(3, "check", "empty")
        self.assertIn("empty", self.err)


class Configuration(SiteTest):
    def test_an_unknown_key_in_site_yaml_is_wrong_configuration(self):
        self.write("site.yaml", "title: T\norganization:\n  name: T\n")
        self.assert_status(2, "build")
        self.assertIn("content/site.yaml:2:1:", self.err)
        self.assertIn("organisation", self.err)

    def test_no_site_says_where_it_looked(self):
        (self.folder / "content/site.yaml").unlink()
        self.assert_status(2, "build")
        self.assertIn("site.yaml", self.err)

    def test_unknown_variants_and_options_name_the_nearest(self):
        self.assert_status(2, "build", "--only", "pfd")
        self.assertIn("pfd", self.err)
        self.assert_status(2, "build", "--darft")
        self.assertIn("--draft", self.err)

    def test_the_nhs_logo_needs_a_declared_organisation(self):
        logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 4"/>'
        self.write("logo.svg", logo)
        self.write("site.yaml",
                   "title: T\ntheme: nhs\norganisation:\n  name: T\n  logo: logo.svg\n")
        self.assert_status(2, "build")
        self.assertIn("nhs", self.err.lower())
        self.assertFalse((self.folder / "out").exists())


if __name__ == "__main__":
    unittest.main()
