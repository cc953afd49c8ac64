"""Tests of proving.py and proofs.py, some of them in a real kernel."""
import unittest
from unittest import mock

import nbformat

from fake_notebooks import Folder, code
from tools import proofs, proving

SQUARE = 'if (square(3) != 9) throw new RuntimeException("expected 9.0, got " + square(3));'


class Square(Folder):
    def setUp(self):
        super().setUp()
        (self.root / "tools").mkdir()
        for name in ("notebook.py", "proving.py"):
            (self.root / "tools" / name).write_text("", "utf-8")
        self.cells = [
            code("import java.util.*;"),
            code("double claimed = 2;", "setup"),
            code("throw new RuntimeException(\"not needed\");", "raises-exception"),
            code("double square(double x) { return 0; }", "answer", exercise="04.1"),
            code(SQUARE, "check", exercise="04.1"),
            code("double half = claimed * 0.5;", id="half"),
            code("void claim(boolean ok) { if (!ok) throw new RuntimeException(\"half is \" + half); }\nclaim(half == 1.0);", id="claim-half")]
        self.file = self.write("04-square.ipynb", *self.cells)
        self.good = [
            code("double square(double x) { return x * x; }", "solution", exercise="04.1"),
            code("double square(double x) { return 2 * x; }", "mistake", exercise="04.1", expect=["expected 9.0", "got 6.0"]),
            code("double square(double x) { return x; }", "mistake", exercise="04.1", expect=["got 3.0"])]
        self.sabotages = [
            {"claim": "claim-half", "cell": "half", "edits": [["* 0.5", "* 1.0"]], "expect": ["half is 2.0"], "why": "A factor 2"},
            {"claim": "claim-half", "needs": ["half"], "edits": [["half == 1.0", "half == -1.0"]], "expect": ["half is 1.0"],
             "why": "The definition counts too"}]

    def all_of_it(self, cells=None, sabotages=None):
        self.write("solutions/04-square.ipynb", *(self.good if cells is None else cells))
        self.write_proofs("04-square.json", self.sabotages if sabotages is None else sabotages)

    def proved(self, cells=None, sabotages=None, how=proofs.prove_and_keep):
        self.all_of_it(cells, sabotages)
        return self.all_lines(how, self.file)


class Kernel(Square):
    def test_what_is_as_it_should_be_passes_and_is_kept(self):
        counts, printed = self.proved()
        self.assertEqual([1, 0], counts, printed)
        self.assertIn("1 solution, 2 mistakes, 2 sabotages", printed)
        self.assertEqual([1, 0], self.all_lines(proofs.look, self.file)[0])

    def test_one_mistake_of_each_exercise(self):
        counts, printed = self.proved(how=proving.answers)
        self.assertEqual([1, 0], counts, printed)
        self.assertIn("(1 solution, 1 mistake)", printed)

    def test_each_thing_that_is_not_as_it_should_be_is_told_and_not_kept(self):
        solution, mistake, other = self.good
        solution.source = mistake.source
        mistake.source = "double square(double x) { return x * x; }"
        other.source = "double square(double x) { return x"
        self.sabotages[0]["edits"] = [["* 0.5", "* 0.50"]]
        self.sabotages[1]["expect"] = ["other words"]
        counts, printed = self.proved()
        self.assertEqual([0, 1], counts)
        for words in (r"solution of 04.1 .*: the check rejects it: .*\n?.*expected 9.0, got 6.0", "mistake of 04.1 .*: it should throw, but passes",
                      "mistake of 04.1 .*: it should run before it is checked", r"sabotage of claim-half \(A factor 2\): it should throw, but passes",
                      r"sabotage of claim-half \(The definition counts too\): the message should have \['other words'\], but .*half is 1.0"):
            self.assertRegex(printed, words)
        self.assertEqual({}, proofs.proved())

    def test_when_the_kernel_is_lost_the_rest_is_not_tried(self):
        self.sabotages[0]["edits"] = [["* 0.5", "* 0.5; Runtime.getRuntime().halt(3)"]]
        counts, printed = self.proved()
        self.assertEqual([0, 1], counts)
        self.assertRegex(printed, r"\A    FAILED notebooks/04-square.ipynb  \d+ s: sabotage of claim-half \(A factor 2\): cell \d+ .*: the kernel died; .*\n\Z")


class Kept(Square):
    """Whether a proof stands, without a kernel: it was made of what is there at first."""

    def setUp(self):
        super().setUp()
        self.all_of_it()
        with mock.patch.object(proofs, "prove", lambda file, options: "proved"):
            proofs.prove_and_keep(self.file)

    def looked(self):
        counts, printed = self.all_lines(proofs.look, self.file)
        return counts == [1, 0], printed

    def test_a_stale_proof_is_told_in_one_line(self):
        self.assertTrue(self.looked()[0])
        self.edit(5, lambda cell: cell.update(source="double half = claimed * 0.5 * 1;"))
        self.assertRegex(self.looked()[1], r"\A    FAILED notebooks/04-square.ipynb  0 s: its proof is stale, notebook changed since: "
                                           r"python3 course.py test --prove 04\n\Z")

    def edit(self, index, change, name="04-square.ipynb"):
        notebook = nbformat.read(self.notebooks / name, as_version=4)
        change(notebook.cells[index])
        nbformat.write(notebook, self.notebooks / name)

    def test_what_a_proof_rests_on(self):
        changes = {"a tag": lambda: self.edit(1, lambda cell: cell.metadata.update(tags=[])),
                   "a solution": lambda: self.edit(0, lambda cell: cell.update(source="1"), "solutions/04-square.ipynb"),
                   "the words of a mistake": lambda: self.edit(1, lambda cell: cell.metadata.gradus.update(expect=["x"]), "solutions/04-square.ipynb"),
                   "a sabotage": lambda: self.write_proofs("04-square.json", [{**self.sabotages[0], "why": "Another"}, self.sabotages[1]])}
        for what, change in changes.items():
            with self.subTest(what):
                self.all_of_it()
                self.write(self.file.name, *self.cells)
                self.assertTrue(self.looked()[0])
                change()
                self.assertIn("stale", self.looked()[1])

    def test_what_it_does_not_rest_on(self):
        output = nbformat.v4.new_output("stream", name="stdout", text="x")
        self.edit(5, lambda cell: cell.update(outputs=[output], execution_count=7))
        self.edit(5, lambda cell: cell.metadata.update(collapsed=True, jupyter={"source_hidden": True}))
        self.write_proofs("04-square.json", [dict(sorted(sabotage.items())) for sabotage in self.sabotages])
        self.assertTrue(self.looked()[0], self.looked()[1])

    def test_the_code_of_what_checks_counts_but_not_its_comments(self):
        folder = self.root / "src/main/java/gradus/check"
        folder.mkdir(parents=True)
        java = folder / "Checks.java"
        runner = [self.root / "tools" / name for name in ("notebook.py", "proving.py")]
        with mock.patch.object(proofs, "prove", lambda file, options: "proved"):
            java.write_text('/** Doc. */\nclass Checks { String s = "// no comment"; } // end\n', "utf-8")
            for file in runner:
                file.write_text('"""Doc."""\nx = "# no comment"  # a comment\n', "utf-8")
            proofs.prove_and_keep(self.file)
            java.write_text('class Checks {\n  String s = "// no comment"; /* else */ }\n', "utf-8")
            runner[0].write_text('"""Other."""\n\nx = "# no comment"\n', "utf-8")
            self.assertTrue(self.looked()[0], self.looked()[1])
            for file, text in ((java, 'class Checks { String s = "// a comment"; }'), (runner[1], 'x = "# a comment"')):
                before = file.read_text("utf-8")
                file.write_text(text, "utf-8")
                self.assertIn("its proof is stale, checks changed since", self.looked()[1])
                file.write_text(before, "utf-8")

    def test_what_was_never_proved_or_belongs_to_nothing(self):
        proofs.store().unlink()
        self.assertIn("was never proved: python3 course.py test --prove 04", self.looked()[1])
        self.write_proofs("05-gone.json", [])
        _, printed = self.all_lines(proofs.look, *proofs.orphans())
        self.assertIn("FAILED notebooks/proofs/05-gone.json  0 s: belongs to no notebook", printed.replace("\\", "/"))

    def test_missing_mistakes_and_sabotages_and_what_fits_no_cell_are_told_without_a_kernel(self):
        gone = {"claim": "claim-half", "cell": "half", "edits": [["* 7", "* 8"]]}
        self.all_of_it(self.good[:2], [gone, {**gone, "cell": "third"}])
        passed, printed = self.looked()
        self.assertFalse(passed)
        for words in ("exercise 04.1 needs one solution and two mistakes, has 1 and 1", 'it does not say in "expect" which words',
                      'the edit\'s "* 7" should stand once in the cell, but stands there 0 times', "the notebook has no cell third"):
            self.assertIn(words, printed)
        self.all_of_it(self.good, [])
        self.assertIn("cell claim-half makes 2 claims, and 0 are shown to be able to fail", self.looked()[1])

    def test_a_few_are_chosen_by_the_tree(self):
        files = [self.notebooks / f"{number:02}-a.ipynb" for number in range(19)]
        chosen = set()
        for text in range(40):
            self.write("00-a.ipynb", code(str(text), id="same"))
            few = proofs.few(files)
            self.assertEqual(proofs.FEW, len(few))
            self.assertEqual(few, proofs.few(files), "the same tree, the same notebooks")
            chosen.update(few)
        self.assertGreater(len(chosen), 15, "each has its turn")


if __name__ == "__main__":
    unittest.main()
