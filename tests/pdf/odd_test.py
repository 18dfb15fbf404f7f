"""Documents that nobody writes but a fuzzer (tests/fuzz/fo_fuzz.py): an end that is told of."""
import subprocess

from print_test import CONCORDAT, HEAD, TAIL, Case


class Odd(Case):
    def whole(self, document, *options):
        """The exit status and the messages of a document with its head."""
        self.fo.write_text(document)
        done = subprocess.run([CONCORDAT, "fo", *options, self.fo, self.pdf], capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode, done.stdout + done.stderr

    def test_a_root_that_is_to_make_no_element(self):
        for role in ("none", "artifact"):
            document = (HEAD % ("", "Head")).replace("<fo:root", f'<fo:root role="{role}"')
            document += "<fo:block>one</fo:block><fo:block>two</fo:block>" + TAIL
            status, said = self.whole(document)
            self.assertEqual(1, status)
            self.assertIn(f'error: "{role}" is no structure type of PDF', said)
            self.assertEqual(0, self.whole(document, "--lenient")[0])

    def test_lengths_beyond_all_pages(self):
        """They are cut, so that sums of them hold; UBSan saw one that did not."""
        for what in ('line-height="99999999"', 'line-height="99999999%"', 'space-before="1000000pt"',
                     'start-indent="-1000000pt"', 'font-size="1000000pt"', 'height="99999999%"'):
            flow = (f"<fo:block-container {what}><fo:block {what}>text<fo:footnote><fo:inline>1</fo:inline>"
                    f"<fo:footnote-body><fo:block {what}>note</fo:block></fo:footnote-body></fo:footnote>"
                    "</fo:block></fo:block-container>")
            status, _ = self.format(flow, "--lenient")
            self.assertEqual(0, status, what)
        many = '<fo:block space-before="1000000pt">text</fo:block>' * 60
        cell = f"<fo:table-cell><fo:block-container>{many}</fo:block-container></fo:table-cell>"
        self.assertEqual(0, self.format(
            '<fo:table table-layout="fixed" width="100%"><fo:table-body><fo:table-row keep-together="always">'
            f"{cell}</fo:table-row></fo:table-body></fo:table>", "--lenient")[0])

    def test_a_page_sequence_without_a_flow(self):
        head, tail = HEAD.split("<fo:static-content")[0], "</fo:page-sequence></fo:root>"
        status, said = self.whole(head % "" + tail)
        self.assertEqual(1, status)
        self.assertIn("error: the fo:page-sequence has no fo:flow", said)
