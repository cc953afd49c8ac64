"""Tests of run_tests.py: what Maven and unittest say is counted right, and a failure is never lost."""
import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import course
import run_tests

PASSED = """[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s -- in gradus.ATest
[INFO] Tests run: 4, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in gradus.BTest
[INFO]
[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 1
"""
FAILED = """[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 0, Time elapsed: 0.1 s <<< FAILURE! -- in gradus.ATest
[ERROR]   ATest.sum:12 expected: <1.0> but was: <2.0>
[ERROR] Tests run: 5, Failures: 1, Errors: 1, Skipped: 0
"""


class Counting(unittest.TestCase):
    def counted(self, part, log, text, code):
        """What a part counts and prints when its program leaves this log and exit code."""
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as printed, \
                mock.patch.multiple(course, TARGET=Path(folder), step=lambda *_: code, find_maven=lambda: "mvn"):
            Path(folder, log).write_text(text, "utf-8")
            return part(None), printed.getvalue()

    def test_junit(self):
        counts, printed = self.counted(run_tests.junit, "junit.log", PASSED, 0)
        self.assertEqual((6, 0), counts)
        self.assertEqual("Tests run: 7, Failures: 0, Errors: 0, Skipped: 1", printed.strip())
        self.assertEqual((12, 0), self.counted(run_tests.junit, "junit.log", PASSED + PASSED, 0)[0], "two runs are added")

    def test_junit_that_fails(self):
        counts, printed = self.counted(run_tests.junit, "junit.log", FAILED, 1)
        self.assertEqual((3, 2), counts)
        self.assertIn("ATest.sum:12 expected: <1.0> but was: <2.0>", printed)
        counts, printed = self.counted(run_tests.junit, "junit.log", "[ERROR] A.java:[1,2] ; expected", 1)
        self.assertEqual((0, 1), counts, "tests that do not compile fail")
        self.assertIn("A.java:[1,2]", printed)

    def test_python(self):
        self.assertEqual((9, 0), self.counted(run_tests.python, "python-tests.log", "....\nRan 9 tests in 1s\n\nOK\n", 0)[0])
        failed = "FAIL: test_a\nAssertionError: 1 != 2\n\nRan 9 tests in 1.2s\n\nFAILED (failures=1, errors=2, skipped=3)\n"
        counts, printed = self.counted(run_tests.python, "python-tests.log", failed, 1)
        self.assertEqual((3, 3), counts)
        self.assertIn("AssertionError: 1 != 2", printed)
        self.assertEqual((0, 1), self.counted(run_tests.python, "python-tests.log", "no module named x", 1)[0])


if __name__ == "__main__":
    unittest.main()
