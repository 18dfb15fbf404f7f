"""Documents that are much of one thing: four times as much takes about four times as long, and one
long page-sequence no more memory than the same text in chapters."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.append(str(pathlib.Path(__file__).parent.parent / "bench"))
import growth

CONCORDAT = os.environ["CONCORDAT"]
TRIES = 3  # other work on the machine makes a run seem dear now and then


class Growth(unittest.TestCase):
    """Quadratic work would come to 16."""


def make_test(name):
    def test(self):
        ratios = []
        while len(ratios) < TRIES and min(ratios, default=16) > 8:
            ratios.append(growth.growth(CONCORDAT, name)[2])
        self.assertLess(min(ratios), 8, ratios)
    return test


BLOCKS, CHAPTER = 12_000, 100
NEXT = ('</fo:flow></fo:page-sequence><fo:page-sequence master-reference="m">'
        '<fo:flow flow-name="xsl-region-body">')


def peak_memory(text):
    """In kilobytes."""
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "much.fo"
        source.write_text(growth.HEAD + text + growth.TAIL)
        process = subprocess.Popen([CONCORDAT, "fo", "--quiet", source, source.with_suffix(".pdf")])
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        return usage.ru_maxrss


class Memory(unittest.TestCase):
    """The lines of a page-sequence, all of them, were twice as much as all else."""

    def test_one_page_sequence_takes_what_chapters_take(self):
        block = growth.block("words of a text " * 20)
        chapters = NEXT.join([block * CHAPTER] * (BLOCKS // CHAPTER))
        least = peak_memory(chapters)
        self.assertLess(peak_memory(block * BLOCKS), 1.1 * least)
        self.assertLess(peak_memory(growth.block(growth.block(block * BLOCKS))), 1.1 * least)

    def test_one_list_takes_what_many_take(self):
        item = ('<fo:list-item><fo:list-item-label end-indent="label-end()"><fo:block>-</fo:block>'
                '</fo:list-item-label><fo:list-item-body start-indent="body-start()"><fo:block>item'
                "</fo:block></fo:list-item-body></fo:list-item>")
        items = lambda count: f"<fo:list-block>{item * count}</fo:list-block>"
        self.assertLess(peak_memory(items(BLOCKS)),
                        1.15 * peak_memory(items(CHAPTER) * (BLOCKS // CHAPTER)))


for document in growth.DOCUMENTS:
    setattr(Growth, "test_" + document.replace(",", "").replace(" ", "_"), make_test(document))
