"""Input that is meant to hang, crash or flood the program."""
import os
import unittest

from harness import SiteTest

# Of CPU time, which other work on the machine does not change; a program that waits for ever
# is ended by the harness. Sanitizers slow everything down.
SECONDS = 20 if os.environ.get("CONCORDAT_SLOW") else 1.5

K = 10_000
INPUTS = {
    "table bomb": "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n" + "|a\n" * 2000,
    "delimiter rows": "a|b|c|d\n" + "|-|\n|-|-|\n" * K,
    "bullets": "- " * K + "x\n" + "\n" * K,
    "quotes and emphasis": ">" * K + "a*" * K,
    "lazy quotes": "> " * K + "a\n" + "b\n" * K,
    "references": f"[a]: http://{'u' * 4 * K}\n\n" + "[a] " * K,
    "cells": "|a" * K + "\n" + "|-" * K + "\n",
    "images": "![[]()" * K,
    "cdata": "a <![CDATA[" * K,
    "instructions": "a <?" * K,
    "emphasis": "*a " * K + "_a*_ " * K,
    "brackets": "[" * 100_000,
    "closing brackets": "]{.x}" * K,
    "link with brackets": "http://x.y/" + ")" * K,
    "nested containers": "".join("::: inset-text\n" for _ in range(K)),
    "long line": "word " * (2 * 1024 * 1024),
    "long word": "w" * 1_000_000,
    "another language": ". ".join(f"Xq{a}zi q{b}vek {c}gwx jw{a}{b}n" for a in "abcdefgh"
                                  for b in "abcdefgh" for c in "abcdefgh"),
    "definitions": "".join(f"[a{i}]: /u\n" for i in range(K)),
    "footnotes": "".join(f"[^{i}]: note\n\nText[^{i}]\n\n" for i in range(K)),
    "abbreviations": "".join(f"*[A{i}]: name\n" for i in range(K)) + "A1 A2 A3 " * K,
    "deep yaml": "---\ntitle: " + "[" * K + "\n---\nText.\n",
    "yaml aliases": "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\nText.\n",
    "nul": "Text\0text.\n",
    "carriage returns": "a\r" * K,
}


class Hostile(SiteTest):
    """Each is refused with a finding or done; never a crash, never a long wait."""


def make_test(name, text):
    def test(self):
        path = self.write(f"{name.replace(' ', '-')}.md", text)
        status = self.run_program("check", path)
        self.assertIn(status, (0, 1), self.err)
        self.assertLess(self.cpu_seconds, SECONDS)
        if status == 1:
            self.assertIn(f"{path.name}:", self.out)
        self.assertLess(len(self.out), 10_000_000)
    return test


for input_name, input_text in INPUTS.items():
    setattr(Hostile, "test_" + input_name.replace(" ", "_"), make_test(input_name, input_text))

if __name__ == "__main__":
    unittest.main()
