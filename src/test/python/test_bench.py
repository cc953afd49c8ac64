"""Tests of bench.py: ratios are of medians and of time, and who comes to another result is found out."""
import contextlib
import io
import unittest
from unittest import mock

from tools import Problem, bench as tool


class Answers:
    """Stands for a process that times a work: warm-up first, then one answer for each turn."""

    def __init__(self, result, *seconds):
        self.result, self.seconds = result, iter([9, *seconds])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def ask(self, *_words):
        return ["written"]

    def time(self, _seconds, _work):
        return [next(self.seconds), self.result]


class Comparing(unittest.TestCase):
    def compared(self, row, ours, peer):
        bench = object.__new__(tool.Bench)
        bench.pace, bench.rows, bench.table, sides = tool.Pace(0, 0, 3), [], [], iter([ours, peer])
        with mock.patch.object(bench, "worker", lambda _name: next(sides)), contextlib.redirect_stdout(io.StringIO()) as printed:
            bench.compare(row)
        return bench.rows[0], printed.getvalue()

    def test_the_ratio_is_that_of_the_medians_in_time(self):
        row = tool.Row(tool.TINY, "Gradus", "PyTorch float64", 0.025)
        got, printed = self.compared(row, Answers(0.5, 0.01, 0.02, 0.9), Answers(0.5, 0.5, 0.4, 0.1))
        self.assertAlmostEqual(0.05, got["ratio"], msg="also of rates: below 1 is faster")
        self.assertEqual(("steps/s", "PyTorch float64"), (got["unit"], got["peer_name"]))
        self.assertAlmostEqual(50_000, got["gradus"])
        self.assertAlmostEqual(2_500, got["peer"])
        self.assertIn("ratio 0.05   above 0.025", printed)

    def test_who_does_other_work_is_found_out(self):
        row = tool.Row(tool.EPOCH, "Gradus", "PyTorch float64", 0.7)
        with self.assertRaisesRegex(Problem, "comes to 2.0, PyTorch float64 to 2.00000001: not the same work"):
            self.compared(row, Answers(2.0, 1, 1, 1), Answers(2.00000001, 1, 1, 1))
        single = tool.Row(tool.EPOCH, "Gradus", "PyTorch float32", 1.2)
        self.compared(single, Answers(2.0, 1, 1, 1), Answers(2.00001, 1, 1, 1))

    def test_rows_without_their_peer_or_jdk_are_left_out(self):
        bench = object.__new__(tool.Bench)
        bench.peers, bench.jdks = ["numpy"], {17: "java"}
        possible = {row.peer for row in tool.ROWS if bench.possible(row)}
        self.assertEqual({"NumPy", "Gradus"}, possible)

    def test_numbers(self):
        self.assertEqual(["0.0123", "12,346", "1.5", "0"], [tool.number(x) for x in (0.0123, 12345.6, 1.5, 0)])


if __name__ == "__main__":
    unittest.main()
