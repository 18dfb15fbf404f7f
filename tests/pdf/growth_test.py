"""Documents that are much of one thing: four times as much takes about four times as long."""
import os
import pathlib
import sys
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


for document in growth.DOCUMENTS:
    setattr(Growth, "test_" + document.replace(",", "").replace(" ", "_"), make_test(document))
