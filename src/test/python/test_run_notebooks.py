"""Tests of run_notebooks.py, most of them in a real kernel; `course.py test` runs them."""
import contextlib
import io
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import course
import nbformat
import run_notebooks

SQUARE = 'if (Boolean.getBoolean("gradus.strict") && square(3) != 9) throw new RuntimeException("expected 9.0, got " + square(3));'


def code(source, *tags, id=None, **gradus):
    cell = nbformat.v4.new_code_cell(source, metadata={"tags": list(tags), "gradus": gradus})
    cell.id = id or cell.id
    return cell


def output(text):
    return nbformat.v4.new_output("stream", name="stdout", text=text)


class Folder(unittest.TestCase):
    """A course of its own in a folder that goes away."""

    def setUp(self):
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory(prefix="ordner ü ")))
        self.notebooks = self.root / "notebooks"
        (self.notebooks / "solutions").mkdir(parents=True)
        self.enterContext(mock.patch.multiple(course, ROOT=self.root, NOTEBOOKS=self.notebooks, TARGET=self.root / "target"))

    def enterContext(self, manager):  # unittest has it from Python 3.11 on
        value = manager.__enter__()
        self.addCleanup(manager.__exit__, None, None, None)
        return value

    def write(self, name, *cells):
        file = self.notebooks / name
        nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), file)
        return file

    def all_lines(self, how, *files):
        """The counts of passed and failed notebooks, and what was printed."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            counts = run_notebooks.run_all(how, files)
        return counts, printed.getvalue()


class RunAndCheck(Folder):
    def test_run_writes_outputs_that_check_accepts_until_they_differ(self):
        file = self.write("00-tour.ipynb", code("var x = 41; x + 1"), code("System.out.println(x)"), code("System.nanoTime()", "timing"))
        counts, _ = self.all_lines(run_notebooks.run, file)
        self.assertEqual([1, 0], counts)
        first = file.read_text("utf-8")
        notebook = nbformat.read(file, 4)
        self.assertEqual("42", notebook.cells[0].outputs[0].data["text/plain"])
        self.assertEqual([1, 2, 3], [cell.execution_count for cell in notebook.cells])
        self.assertNotIn("iopub.execute_input", first)
        self.assertEqual([1, 0], self.all_lines(run_notebooks.check, file)[0])
        self.assertEqual(first, file.read_text("utf-8"), "checking changes nothing")

        notebook.cells[0].outputs[0].data["text/plain"] = "40"
        nbformat.write(notebook, file)
        counts, printed = self.all_lines(run_notebooks.check, file)
        self.assertEqual([0, 1], counts)
        self.assertRegex(printed, r"FAILED notebooks/00-tour.ipynb .*cell 1 \(var x = 41; x \+ 1\) said\s+40\s+now says\s+42")

    def test_a_cell_that_throws_fails_unless_its_tag_allows_it(self):
        good = self.write("00-good.ipynb", code('throw new IllegalStateException("meant")', "raises-exception"), code("1"))
        bad = self.write("01-bad.ipynb", code("1"), code('throw new IllegalStateException("not meant")'))
        counts, printed = self.all_lines(run_notebooks.test, good, bad)
        self.assertEqual([1, 1], counts)
        self.assertRegex(printed, r"ok +notebooks/00-good.ipynb")
        self.assertRegex(printed, r"FAILED notebooks/01-bad.ipynb .*cell 2 \(throw new .*\n?.*not meant")

    def test_a_dead_kernel_is_told(self):
        counts, printed = self.all_lines(run_notebooks.test, self.write("00-dead.ipynb", code("Runtime.getRuntime().halt(3)")))
        self.assertEqual([0, 1], counts)
        self.assertIn("the kernel died", printed)


class Comparing(unittest.TestCase):
    def test_numbers_agree_within_two_per_cent_and_words_must_be_equal(self):
        for a, b, same in [("loss 0.500", "loss 0.509", True), ("loss 0.500", "loss 0.511", False), ("loss 1", "cost 1", False),
                           ("1e-17 left", "-3e-16 left", True), ("−2.00", "−2.01", True), ("−2.00", "2.00", False),
                           ("epochs 100", "epochs 101", True), ("1 2", "1", False), ("1 2", "12", False), ("[ 9.99 a]", "[10.01 a]", True), ("1.5e3 rows", "1500 rows", True)]:
            self.assertEqual(same, run_notebooks.agree(a, b), f"{a} | {b}")

    def test_kinds_of_output_must_be_the_same(self):
        picture = nbformat.v4.new_output("display_data", {"image/png": "aaaa", "text/plain": "falls 2.30 to 0.11"})
        other = nbformat.v4.new_output("display_data", {"image/png": "bbbb", "text/plain": "falls 2.31 to 0.11"})
        self.assertIsNone(run_notebooks.different([picture], [other]))
        live = [nbformat.v4.new_output("display_data", {"text/html": f'<img src="data:image/png;base64,{data}" alt="loss 0.1">'})
                for data in ("iVB/0+A==", "iVC+1")]
        self.assertIsNone(run_notebooks.different(live[:1], live[1:]))
        self.assertIn("had the outputs", run_notebooks.different([picture], [output("falls")]))
        self.assertIn("now says\nb", run_notebooks.different([output("a")], [output("b")]))


class Proving(Folder):
    def setUp(self):
        super().setUp()
        self.file = self.write(
            "04-square.ipynb",
            code("import java.util.*;"),
            code("double claimed = 2;", "setup"),
            code("throw new RuntimeException(\"not needed\");", "raises-exception"),
            code("double square(double x) { return 0; }", "answer", exercise="04.1"),
            code(SQUARE, "check", exercise="04.1"),
            code("double half = claimed * 0.5;", id="half"),
            code("void claim(boolean ok) { if (!ok) throw new RuntimeException(\"half is \" + half); }\nclaim(half == 1.0);", id="claim-half"))
        self.good = [
            code("double square(double x) { return x * x; }", "solution", exercise="04.1"),
            code("double square(double x) { return 2 * x; }", "mistake", exercise="04.1", expect=["expected 9.0", "got 6.0"]),
            code("double square(double x) { return x; }", "mistake", exercise="04.1", expect=["got 3.0"]),
            nbformat.v4.new_markdown_cell("A factor 2", metadata={"tags": ["sabotage"], "gradus": {
                "claim": "claim-half", "cell": "half", "edits": [["* 0.5", "* 1.0"]], "expect": ["half is 2.0"]}}),
            nbformat.v4.new_markdown_cell("The definition counts too", metadata={"tags": ["sabotage"], "gradus": {
                "claim": "claim-half", "needs": ["half"], "edits": [["half == 1.0", "half == -1.0"]], "expect": ["half is 1.0"]}})]

    def proved(self, *cells):
        return self.all_lines(run_notebooks.test, self.write("solutions/04-square.ipynb", *cells))

    def test_what_is_as_it_should_be_passes(self):
        counts, printed = self.proved(*self.good)
        self.assertEqual([1, 0], counts, printed)
        self.assertIn("1 solution, 2 mistakes, 2 sabotages", printed)

    def test_without_solutions_a_notebook_with_exercises_fails(self):
        counts, printed = self.all_lines(run_notebooks.test, self.file)
        self.assertEqual([0, 1], counts)
        self.assertIn("there is no notebooks/solutions/04-square.ipynb", printed.replace("\\", "/"))

    def test_each_thing_that_is_not_as_it_should_be_is_told(self):
        solution, mistake, other, sabotage, _ = self.good
        solution.source = mistake.source
        mistake.source = "double square(double x) { return x * x; }"
        other.source = "double square(double x) { return x"
        sabotage.metadata.gradus["edits"] = [["* 0.5", "* 0.50"]]
        broken = nbformat.v4.new_markdown_cell("gone", metadata={"tags": ["sabotage"], "gradus": {
            "claim": "claim-half", "cell": "half", "edits": [["* 7", "* 8"]], "expect": ["half"]}})
        counts, printed = self.proved(solution, mistake, other, sabotage, broken)
        self.assertEqual([0, 1], counts)
        for words in (r"solution of 04.1 .*: the check rejects it: .*\n?.*expected 9.0, got 6.0", "mistake of 04.1 .*: it should throw, but passes",
                      "mistake of 04.1 .*: it should run before it is checked", "sabotage of claim-half .*: it should throw, but passes",
                      'sabotage of claim-half .*"\\* 7" should stand once in the cell, but stands there 0 times'):
            self.assertRegex(printed, words)

    def test_missing_mistakes_and_sabotages_are_told(self):
        counts, printed = self.proved(self.good[0], self.good[1])
        self.assertEqual([0, 1], counts)
        self.assertIn("exercise 04.1 needs one solution and two mistakes, has 1 and 1", printed)
        self.assertIn("cell claim-half makes 2 claims, and 0 are shown to be able to fail", printed)


if __name__ == "__main__":
    unittest.main()
