"""The theme's own words, which stories leave out or tell in one form, in all its languages."""
import pathlib
import re
import xml.etree.ElementTree as etree

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "themes/nhs/words"
SETS = [etree.parse(path).getroot() for path in sorted(FOLDER.glob("*.xml"))]


def words(*keys):
    """What stands for the keys in each language."""
    return {words.find(key).text for words in SETS for key in keys}


def pattern(*keys):
    """A regular expression for any of them; @ is a number."""
    return "|".join(re.escape(word).replace("@", "[0-9ivxl]+") for word in sorted(words(*keys)))
