"""Tests of running notebooks in a real kernel, and of comparing their outputs."""
import functools
import unittest
from unittest import mock

import nbformat

from fake_notebooks import Folder, code, output
from tools import comparing, notebook, run

STRICT = functools.partial(notebook.execute, strict=True)


class RunAndCheck(Folder):
    def test_run_writes_outputs_that_check_accepts_until_they_differ(self):
        file = self.write("00-tour.ipynb", code("var x = 41; x + 1"), code("System.out.println(x)"), code("System.nanoTime()", "timing"))
        counts, _ = self.all_lines(run.run, file)
        self.assertEqual([1, 0], counts)
        first = file.read_text("utf-8")
        written = nbformat.read(file, 4)
        self.assertEqual("42", written.cells[0].outputs[0].data["text/plain"])
        self.assertEqual([1, 2, 3], [cell.execution_count for cell in written.cells])
        self.assertNotIn("iopub.execute_input", first)
        self.assertEqual([1, 0], self.all_lines(run.check, file)[0])
        self.assertEqual(first, file.read_text("utf-8"), "checking changes nothing")

        written.cells[0].outputs[0].data["text/plain"] = "40"
        nbformat.write(written, file)
        counts, printed = self.all_lines(run.check, file)
        self.assertEqual([0, 1], counts)
        self.assertRegex(printed, r"FAILED notebooks/00-tour.ipynb .*cell 1 \(var x = 41; x \+ 1\) said\s+40\s+now says\s+42")

    def test_a_cell_that_throws_fails_unless_its_tag_allows_it(self):
        good = self.write("00-good.ipynb", code('throw new IllegalStateException("meant")', "raises-exception"), code("1"))
        bad = self.write("01-bad.ipynb", code("1"), code('throw new IllegalStateException("not meant")'))
        counts, printed = self.all_lines(STRICT, good, bad)
        self.assertEqual([1, 1], counts)
        self.assertRegex(printed, r"ok +notebooks/00-good.ipynb")
        self.assertRegex(printed, r"FAILED notebooks/01-bad.ipynb .*cell 2 \(throw new .*\n?.*not meant")

    def test_a_claim_that_fails_is_a_line_for_a_reader_and_a_fault_where_it_is_written(self):
        file = self.write("00-claims.ipynb", code('claim("two is three", 2 == 3);\nclaim("the notebook goes on", true);'))
        before = file.read_text("utf-8")
        counts, printed = self.all_lines(run.run, file)
        self.assertEqual([0, 1], counts)
        self.assertRegex(printed, r"cell 1 .* claims what does not hold: ✗ no longer holds with your values: two is three")
        self.assertEqual(before, file.read_text("utf-8"))
        counts, printed = self.all_lines(STRICT, file)
        self.assertEqual([0, 1], counts)
        self.assertRegex(printed, r"throws .*AssertionError: does not hold: two is three")
        shown = self.write("01-shown.ipynb", code('claim("two is three", 2 == 3);', "raises-exception"))
        for how in (run.run, STRICT):
            counts, printed = self.all_lines(how, shown)
            self.assertEqual([1, 0], counts, printed)

    def test_a_dead_kernel_is_told(self):
        counts, printed = self.all_lines(STRICT, self.write("00-dead.ipynb", code("Runtime.getRuntime().halt(3)")))
        self.assertEqual([0, 1], counts)
        self.assertIn("the kernel died", printed)

    def test_a_hang_is_told_in_one_line(self):
        with mock.patch.object(notebook, "SECONDS", 60):
            file = self.write("00-hang.ipynb", code("1"), code("while (true) { }"), code("2"))
            client = mock.patch.object(notebook.Client, "run", hangs_soon(notebook.Client.run))
            with client:
                counts, printed = self.all_lines(STRICT, file)
        self.assertEqual([0, 1], counts)
        self.assertRegex(printed, r"\A    FAILED notebooks/00-hang.ipynb  \d+ s: cell 2 \(while \(true\) { }\) hangs: it still runs after \d+ s\n\Z")

    def test_under_strict_exercises_must_be_open_and_no_cell_can_switch_it(self):
        exercise = 'exercise("00.1", "", trial("f(1)", () -> Answer.f(1), 2))'
        stub = code("class Answer { static double f(double x) { throw new NotDone(); } }", "answer", exercise="00.1")
        wrong = code("class Answer { static double f(double x) { return 3; } }", "answer", exercise="00.1")
        off = code('System.setProperty("gradus.strict", "false"); System.clearProperty("gradus.strict");')
        files = [self.write("00-open.ipynb", off, stub, code(exercise, "check", exercise="00.1")),
                 self.write("01-wrong.ipynb", off, wrong, code(exercise, "check", exercise="00.1")),
                 self.write("02-passes.ipynb", off, code(wrong.source.replace("3", "2")), code(exercise, "check", exercise="00.1"))]
        counts, printed = self.all_lines(STRICT, *files)
        self.assertEqual([1, 2], counts)
        self.assertRegex(printed, r"ok +notebooks/00-open.ipynb")
        self.assertRegex(printed, r"FAILED notebooks/01-wrong.ipynb .*cell 3 .* throws .*AssertionError: ✗ Exercise 00.1 is not right yet")
        self.assertRegex(printed, r"FAILED notebooks/02-passes.ipynb .*cell 3 .* should be open under strict, but passes")


def hangs_soon(run):
    """Waits long for a cell that ends, and not long for the one that never does."""
    def patient(client, cell, number):
        client.timeout = 1 if "while (true)" in cell.source else notebook.SECONDS
        return run(client, cell, number)
    return patient


class Comparing(unittest.TestCase):
    def test_numbers_agree_within_two_per_cent_and_words_must_be_equal(self):
        for a, b, same in [("loss 0.500", "loss 0.509", True), ("loss 0.500", "loss 0.511", False), ("loss 1", "cost 1", False),
                           ("1e-17 left", "-3e-16 left", True), ("−2.00", "−2.01", True), ("−2.00", "2.00", False),
                           ("epochs 100", "epochs 101", True), ("1 2", "1", False), ("1 2", "12", False), ("[ 9.99 a]", "[10.01 a]", True), ("1.5e3 rows", "1500 rows", True)]:
            self.assertEqual(same, comparing.agree(a, b), f"{a} | {b}")

    def test_kinds_of_output_must_be_the_same(self):
        picture = nbformat.v4.new_output("display_data", {"image/png": "aaaa", "text/plain": "falls 2.30 to 0.11"})
        other = nbformat.v4.new_output("display_data", {"image/png": "bbbb", "text/plain": "falls 2.31 to 0.11"})
        self.assertIsNone(comparing.different([picture], [other]))
        live = [nbformat.v4.new_output("display_data", {"text/html": f'<img src="data:image/png;base64,{data}" alt="loss 0.1">'})
                for data in ("iVB/0+A==", "iVC+1")]
        self.assertIsNone(comparing.different(live[:1], live[1:]))
        self.assertIn("had the outputs", comparing.different([picture], [output("falls")]))
        self.assertIn("now says\nb", comparing.different([output("a")], [output("b")]))


if __name__ == "__main__":
    unittest.main()
