"""FO documents through `concordat fo --areas`: what the tests of the area tree share."""
import os
import pathlib
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

CONCORDAT = os.environ["CONCORDAT"]


class Case(unittest.TestCase):
    def area_tree(self, document):
        """The areas of a document, of which there must be nothing to say."""
        with tempfile.TemporaryDirectory() as folder:
            fo, areas = pathlib.Path(folder, "case.fo"), pathlib.Path(folder, "areas.xml")
            fo.write_text(document)
            done = subprocess.run([CONCORDAT, "fo", "--areas", areas, fo],
                                  capture_output=True, text=True)
            self.assertEqual((0, ""), (done.returncode, done.stderr))
            return ElementTree.parse(areas).getroot()
