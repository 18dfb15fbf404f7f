"""Each fault of conformance is found at its line, stops the file, and mended lets it through."""
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from conform_cases import CASES, HEAD, INFO, LANG, TAIL, block, note

CONCORDAT = os.environ["CONCORDAT"]


class Conformance(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.fo, self.pdf = self.folder / "case.fo", self.folder / "case.pdf"

    def format(self, document, *options):
        """Exit status, findings, and whether there is a file."""
        self.fo.write_text(document)
        self.pdf.unlink(missing_ok=True)
        done = subprocess.run([CONCORDAT, "fo", "--format", "json", *options, self.fo, self.pdf],
                              capture_output=True, text=True)
        self.assertNotIn("error", done.stderr)
        return done.returncode, json.loads(done.stdout)["findings"], self.pdf.exists()

    def test_each_fault_is_found_at_its_line(self):
        for case in CASES:
            with self.subTest(case.name):
                document, line = case.document(mended=False)
                status, findings, is_written = self.format(document)
                found = [(f["rule"], f["level"], f.get("line")) for f in findings]
                self.assertEqual([(case.rule, case.level, line)], found, findings)
                self.assertIn(case.condition, findings[0]["message"])
                is_error = case.level == "error"
                self.assertEqual((int(is_error), not is_error), (status, is_written))

    def test_mended_nothing_is_found(self):
        for case in CASES:
            with self.subTest(case.name):
                self.assertEqual((0, [], True), self.format(case.document(mended=True)[0]))

    def test_lenient_writes_the_file_and_warns(self):
        for case in CASES:
            with self.subTest(case.name):
                status, findings, is_written = self.format(case.document(mended=False)[0],
                                                           "--lenient")
                self.assertEqual((0, True, {"warning"}),
                                 (status, is_written, {f["level"] for f in findings}))

    def claims(self):
        """The XMP's parts of standards."""
        whole = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"],
                               capture_output=True, check=True).stdout.decode("latin-1")
        return re.findall(r"<(pdf(?:ua|a)id):part>(\d)", whole), re.findall(r"nce>(\w)<", whole)

    def test_a_file_with_a_fault_claims_less(self):
        for case in CASES:
            with self.subTest(case.name):
                self.format(case.document(mended=True)[0])
                self.assertEqual(([("pdfaid", "2"), ("pdfuaid", "1")], ["A"]), self.claims())
                if case.level == "error":
                    self.format(case.document(mended=False)[0], "--lenient")
                    self.assertEqual(([("pdfaid", "2")], ["U"]), self.claims())
        document = HEAD % (LANG, INFO) + block("\u0378") + TAIL
        self.format(document, "--lenient")
        self.assertEqual(([], []), self.claims())

    def test_so_it_does_in_pdf_2_0(self):
        faulty, mended = CASES[0].document(mended=False)[0], CASES[0].document(mended=True)[0]
        self.format(mended, "--pdf", "2.0")
        self.assertEqual([("pdfaid", "4"), ("pdfuaid", "2")], self.claims()[0])
        self.format(faulty, "--lenient", "--pdf", "2.0")
        self.assertEqual([("pdfaid", "4")], self.claims()[0])

    def test_of_elements_of_one_id_the_first_has_it(self):
        notes = "".join(note(f"<fo:footnote-body id='n' p:alt='{i}'>") for i in range(60))
        self.format(HEAD % (LANG, INFO) + block(notes) + TAIL, "--lenient")
        shown = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", self.pdf],
                               capture_output=True, text=True, check=True)
        objects = json.loads(shown.stdout)["qpdf"][1]
        values = [entry.get("value") for entry in objects.values()]
        [root] = [value for value in values
                  if isinstance(value, dict) and value.get("/Type") == "/StructTreeRoot"]
        tree = objects["obj:" + root["/IDTree"]]["value"]
        name, element = objects["obj:" + tree["/Kids"][0]]["value"]["/Names"]
        self.assertEqual(("u:n", "u:0"), (name, objects["obj:" + element]["value"]["/Alt"]))

    def test_what_only_pdf_2_0_forbids(self):
        entry = "role='TOC'><fo:block role='TOCI'>%s</fo:block>"
        link = "<fo:basic-link internal-destination='a'>a</fo:basic-link>"
        reference = f"<fo:inline role='Reference'>{link}</fo:inline>"
        for rule, flow in (("pdf-headings", block("a", "role='H'")),
                           ("pdf-toc", f"<fo:block {entry}</fo:block>" %
                            "<fo:inline role='Reference'>a</fo:inline>"),
                           ("pdf-nesting", f"<fo:block {entry}</fo:block>" % (reference + " 1"))):
            with self.subTest(rule):
                document = HEAD % (LANG, INFO) + flow + block("b", "id='a'") + TAIL
                self.assertEqual((0, [], True), self.format(document))
                status, findings, _ = self.format(document, "--pdf", "2.0")
                self.assertEqual((1, [rule]), (status, [f["rule"] for f in findings]))

    def test_an_empty_element_is_named_in_words(self):
        document = HEAD % (LANG, INFO) + block("", "role='H1'") + block("a") + TAIL
        message = self.format(document)[1][0]["message"]
        self.assertEqual("nothing is in this heading (H1)", message)

    def test_a_refused_file_leaves_the_one_before(self):
        self.pdf.write_text("before")
        self.fo.write_text(CASES[0].document(mended=False)[0])
        done = subprocess.run([CONCORDAT, "fo", self.fo, self.pdf], capture_output=True, text=True)
        self.assertEqual((1, "before"), (done.returncode, self.pdf.read_text()))
        self.assertIn("[pdf-figure-alt]", done.stdout)

    def test_places_in_a_source_are_named(self):
        document, _ = CASES[0].document(mended=False)
        document = document.replace("<fo:external-graphic", '<fo:external-graphic p:source="a.md:3:5"')
        _, findings, _ = self.format(document)
        self.assertEqual([("a.md", 3, 5)], [(f["path"], f["line"], f["column"]) for f in findings])


if __name__ == "__main__":
    unittest.main()
