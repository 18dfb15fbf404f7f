"""`concordat fo` alone: its operands and options, and documents that were written for FOP."""
import os
import subprocess
import unittest

from harness import SiteTest

FO = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:p="urn:concordat:print:1"
 xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:own="urn:own" xml:lang="en"
 font-family="%s">
<fo:layout-master-set><fo:simple-page-master master-name="m" page-width="100mm"
 page-height="100mm"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
<fo:declarations>%s</fo:declarations>
<fo:page-sequence master-reference="m"><fo:flow flow-name="xsl-region-body">
%s
</fo:flow></fo:page-sequence></fo:root>
"""
INFO = '<p:info title="Title"/>'
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default"> A title </rdf:li>
 <rdf:li xml:lang="cy">Teitl</rdf:li></rdf:Alt></dc:title><dc:creator>Ann Lee</dc:creator>
 <pdf:Keywords>one, two</pdf:Keywords><xmp:CreateDate>2026-05-04T10:00:00Z</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
PICTURE = """<fo:block><fo:instream-foreign-object %s><svg xmlns="http://www.w3.org/2000/svg"
 width="9" height="9"><rect width="9" height="9"/></svg></fo:instream-foreign-object></fo:block>"""


class FoTest(SiteTest):
    def setUp(self):
        super().setUp()
        self.fo, self.pdf = self.folder / "in.fo", self.folder / "out.pdf"

    def format(self, expected, flow="<fo:block>text</fo:block>", *options, info=INFO,
               family="Liberation Sans"):
        self.fo.write_text(FO % (family, info, flow))
        self.assert_status(expected, "fo", *options, "in.fo", "out.pdf")


class Refused(FoTest):
    def test_a_picture_without_alternative_says_how_to_have_the_file(self):
        self.format(1, PICTURE % "")
        self.assertTrue(self.out.endswith("nothing was written: mend what is above, or use --lenient\n"))
        self.assertFalse(self.pdf.exists())
        self.format(0, PICTURE % "", "--lenient")
        self.assertNotIn(b"pdfuaid:part", self.pdf.read_bytes())
        self.format(0, PICTURE % 'p:alt="A square"')
        self.assertIn(b"pdfuaid:part", self.pdf.read_bytes())


class Operands(FoTest):
    def test_what_is_read_is_not_written_over(self):
        self.format(0)
        before = self.fo.read_bytes()
        for arguments in (["in.fo", "./in.fo"], ["--areas", "in.fo", "in.fo"],
                          ["--areas", "in.fo", "in.fo", "out.pdf"]):
            self.assert_status(2, "fo", *arguments)
            self.assertIn('"in.fo" is to be read', self.err)
        self.assertEqual(before, self.fo.read_bytes())

    def test_files_that_are_not_there_are_status_3(self):
        self.format(0)
        for arguments, name in ((["no.fo", "out.pdf"], "no.fo"),
                                (["in.fo", "in.fo/out.pdf"], "in.fo"),
                                (["--attach", "no.csv", "in.fo", "out.pdf"], "no.csv"),
                                (["--areas", "/dev/full", "in.fo"], "/dev/full"),
                                (["in.fo", "/dev/full"], "/dev/full"),
                                (["--fonts", "no", "in.fo", "out.pdf"], "no")):
            self.assert_status(3, "fo", *arguments)
            self.assertIn(f'"{name}"', self.err)

    def test_a_pipe_is_written_and_stays(self):
        self.format(0)
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
            self.assert_status(0, "fo", "in.fo", "pipe")
            self.assertEqual(self.pdf.read_bytes(), reader.communicate(timeout=10)[0])
        self.assertTrue(pipe.is_fifo())

    def test_a_value_where_none_is_taken(self):
        self.format(2, "", "--lenient=yes")
        self.assertIn('option "--lenient" takes no value', self.err)


class WrittenForFop(FoTest):
    """FOP's extensions are not passed over in silence."""

    def test_an_attribute_is_named_with_what_says_the_same(self):
        for flow, words in (('<fo:block/><fo:block fox:transform="rotate(3)"/>', "fox:transform"),
                            ("<fox:destination/>", "any object with an id"),
                            ("<fox:external-document/>", "--attach")):
            self.format(1, flow)
            self.assertRegex(self.err, r"in\.fo:\d+: error: fox:")
            self.assertIn(words, self.err)

    def test_lenient_warns(self):
        self.format(0, '<fo:block fox:transform="rotate(3)">x</fo:block>', "--lenient")
        self.assertIn("warning: fox:transform is an extension", self.err)

    def test_a_document_may_say_it_for_both(self):
        self.format(0, PICTURE % 'fox:alt-text="A square" p:alt="A square"', info=INFO + XMP)
        self.assertEqual("", self.err)

    def test_alternatives_and_abbreviations_are_read(self):
        link = '<fo:basic-link external-destination="url(https://e.org)" fox:alt-text="A link">l</fo:basic-link>'
        inline = '<fo:inline fox:abbreviation="Own name">ON</fo:inline>'
        picture = PICTURE % 'fox:alt-text="A square"'
        self.format(0, f"{picture}<fo:block>{link} {inline}</fo:block>")
        self.assertEqual("", self.err + self.out)
        for said in (b"/Alt (A square)", b"/Contents (A link)", b"/E (Own name)"):
            self.assertIn(said, self.objects())
        self.format(0, PICTURE % 'fox:alt-text="A square" p:alt="Ours"')
        self.assertIn(b"/Alt (Ours)", self.objects())

    def objects(self):
        return subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.pdf, "-"],
                              capture_output=True, check=True).stdout

    def test_xmp_gives_the_documents_data_where_info_does_not(self):
        self.format(0, info=XMP)
        self.assertEqual("", self.err + self.out)
        info = subprocess.run(["pdfinfo", self.pdf], capture_output=True, text=True, check=True).stdout
        for line in ("Title: +A title", "Author: +Ann Lee", "Keywords: +one, two",
                     r"CreationDate: .*May +4.* 2026"):
            self.assertRegex(info, line)
        self.format(0, info=INFO + XMP)
        info = subprocess.run(["pdfinfo", self.pdf], capture_output=True, text=True, check=True).stdout
        self.assertRegex(info, "Title: +Title\n")
        self.assertRegex(info, "Author: +Ann Lee")

    def test_other_namespaces_are_their_owners_business(self):
        self.format(0, '<fo:block own:note="x">y</fo:block>')
        self.assertEqual("", self.err)

    def test_fonts_that_every_printer_has(self):
        for family, name in (("Helvetica", "LiberationSans"), ("Arial, x", "LiberationSans"),
                             ("'Times New Roman'", "LiberationSerif"), ("Courier", "LiberationMono"),
                             ("serif", "LiberationSerif"), ("x, monospace", "LiberationMono")):
            self.format(0, family=family)
            fonts = subprocess.run(["pdffonts", self.pdf], capture_output=True, text=True).stdout
            self.assertIn(f"+{name} ", fonts)


if __name__ == "__main__":
    unittest.main()
