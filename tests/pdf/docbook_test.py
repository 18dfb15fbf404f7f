"""A DocBook article through DocBook's own stylesheets: what they ask for is drawn, or needs no
word."""
import subprocess

import text
from print_test import CONCORDAT, Case

STYLESHEET = "/usr/share/xml/docbook/stylesheet/docbook-xsl/fo/docbook.xsl"
ARTICLE = """<article xmlns="http://docbook.org/ns/docbook"
 xmlns:xlink="http://www.w3.org/1999/xlink" version="5.0" xml:lang="en">
<info><title>Article</title></info><section><title>Section</title>
<para>Text with a <link xlink:href="https://example.org/">link</link>, an <xref linkend="t"/>
and a note<footnote><para>noted</para></footnote>.</para>
<itemizedlist><listitem><para>item</para></listitem></itemizedlist>
<orderedlist><listitem><para>numbered</para></listitem></orderedlist>
<variablelist><varlistentry><term>term</term><listitem><para>definition</para></listitem>
</varlistentry></variablelist>
<table xml:id="t"><title>Figures</title><tgroup cols="2"><thead><row><entry>Head</entry>
<entry>Other</entry></row></thead><tbody><row><entry>cell</entry><entry>last</entry></row>
</tbody></tgroup></table>
<programlisting>code   here</programlisting><warning><para>careful</para></warning>
<blockquote><para>quoted</para></blockquote></section></article>
"""


class DocBook(Case):
    def test_an_article_is_formatted(self):
        source = self.folder / "article.xml"
        source.write_text(ARTICLE)
        for parameters in ((), ("--stringparam", "draft.mode", "yes"),
                           ("--stringparam", "double.sided", "1")):
            subprocess.run(["xsltproc", "--nonet", *parameters, "-o", self.fo, STYLESHEET, source],
                           check=True, capture_output=True)
            done = subprocess.run([CONCORDAT, "fo", self.fo, self.pdf], capture_output=True, text=True)
            told = [line for line in done.stderr.splitlines()
                    if "does not draw" in line or "unknown" in line or "not formatted" in line]
            self.assertEqual([], told)
            if not parameters:
                self.assertEqual(0, done.returncode, done.stderr)
            words = text.words(text.structure_text(self.pdf))
            for word in "Article Section link item numbered term definition cell last code".split():
                self.assertIn(word, words)
