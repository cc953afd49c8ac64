"""Tests of the parts of `course.py test`: what Maven and unittest say is counted right, and a failure is never lost."""
import argparse
import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from tools import machine, places, programs
from tools import test as parts

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
                mock.patch.object(places, "TARGET", Path(folder)), mock.patch.object(machine, "find_maven", lambda: "mvn"), \
                mock.patch.object(programs, "step", lambda *_, **__: code):
            Path(folder, log).write_text(text, "utf-8")
            return part(argparse.Namespace(kernels=None)), printed.getvalue()

    def test_junit(self):
        counts, printed = self.counted(parts.junit, "junit.log", PASSED, 0)
        self.assertEqual((6, 0), counts)
        self.assertEqual("Tests run: 7, Failures: 0, Errors: 0, Skipped: 1", printed.strip())
        self.assertEqual((12, 0), self.counted(parts.junit, "junit.log", PASSED + PASSED, 0)[0], "two runs are added")

    def test_junit_that_fails(self):
        counts, printed = self.counted(parts.junit, "junit.log", FAILED, 1)
        self.assertEqual((3, 2), counts)
        self.assertIn("ATest.sum:12 expected: <1.0> but was: <2.0>", printed)
        counts, printed = self.counted(parts.junit, "junit.log", "[ERROR] A.java:[1,2] ; expected", 1)
        self.assertEqual((0, 1), counts, "tests that do not compile fail")
        self.assertIn("A.java:[1,2]", printed)

    def test_python(self):
        self.assertEqual((9, 0), self.counted(parts.python, "python-tests.log", "....\nRan 9 tests in 1s\n\nOK\n", 0)[0])
        failed = "FAIL: test_a\nAssertionError: 1 != 2\n\nRan 9 tests in 1.2s\n\nFAILED (failures=1, errors=2, skipped=3)\n"
        counts, printed = self.counted(parts.python, "python-tests.log", failed, 1)
        self.assertEqual((3, 3), counts)
        self.assertIn("AssertionError: 1 != 2", printed)
        self.assertEqual((0, 1), self.counted(parts.python, "python-tests.log", "no module named x", 1)[0])

    def test_a_part_that_hangs_fails_though_it_said_nothing_of_failures(self):
        self.assertEqual((7, 1), self.counted(parts.junit, "junit.log", PASSED.replace("Skipped: 1", "Skipped: 0"), None)[0])


class Table(unittest.TestCase):
    """What is said of all parts, when they are these two."""

    def told(self, *, ci=None, part=None, needs=()):
        table = [parts.Part("first", [], lambda args: (3, 0)), parts.Part("second", list(needs), lambda args: (4, 1))]
        args = argparse.Namespace(prove=False, part=part)
        with mock.patch.object(parts, "PARTS", table), mock.patch.dict(os.environ, {"CI": ci or ""}), \
                contextlib.redirect_stdout(io.StringIO()) as printed:
            return parts.main(args), printed.getvalue()

    def test_a_line_for_each_part_and_a_total(self):
        status, printed = self.told()
        self.assertEqual(1, status)
        self.assertRegex(printed, r"  part +passed +failed +seconds\n  first +3 +0 +0\n  second +4 +1 +0\n  all +7 +1 +0\n\n7 passed, 1 failed\n\Z")

    def test_one_part(self):
        status, printed = self.told(part=["first"])
        self.assertEqual(0, status)
        self.assertNotIn("  second ", printed)
        self.assertTrue(printed.endswith("\n3 passed, 0 failed\n"))

    def test_what_is_missing_is_said_and_fails_in_ci_alone(self):
        for ci, expected in ((None, 0), ("true", 1)):
            status, printed = self.told(ci=ci, needs=["no-such-program", "unittest", "no_such_package"])
            self.assertEqual(expected, status)
            self.assertRegex(printed, rf"  second +0 +{expected} +0   not run: needs no-such-program and no_such_package\n")
            self.assertTrue(printed.endswith(f"\n3 passed, {expected} failed\n"))


if __name__ == "__main__":
    unittest.main()
