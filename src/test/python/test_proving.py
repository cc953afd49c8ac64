"""Tests of proving.py and proofs.py, some of them in a real kernel."""
import os
import unittest
from unittest import mock

import nbformat

from fake_notebooks import Folder, code
from tools import fakes, proofs, proving
from tools.notebook import Wrong

ANSWER = "class Exercise1 {\n    static double square(double x) {\n        throw new NotDone();\n    }\n}"
CHECK = """exercise("04.1", "times itself", trial("square(3)", () -> Exercise1.square(3), 9),
    trial("square(0.5)", () -> Exercise1.square(0.5), 0.25))"""


def square(value, tag, **gradus):
    return code(f"class Exercise1 {{ static double square(double x) {{ return {value}; }} }}", tag, exercise="04.1", **gradus)


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
            code(ANSWER, "answer", exercise="04.1"),
            code(CHECK, "check", exercise="04.1"),
            code("double half = claimed * 0.5;", id="half"),
            code("void claim(boolean ok) { if (!ok) throw new RuntimeException(\"half is \" + half); }\nclaim(half == 1.0);", id="claim-half")]
        self.file = self.write("04-square.ipynb", *self.cells)
        self.good = [
            square("x * x", "solution"),
            square("2 * x", "mistake", expect=["expected  9", "got       6"]),
            square("x", "mistake", expect=["got       3"])]
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
        self.assertRegex(printed, r"\(1 solution in \d+ s, 7 wrong answers in \d+ s, 2 mistakes in \d+ s, 2 sabotages in \d+ s\)")
        self.assertEqual([1, 0], self.all_lines(proofs.look, self.file)[0])

    def test_one_mistake_of_each_exercise(self):
        counts, printed = self.proved(how=proving.answers)
        self.assertEqual([1, 0], counts, printed)
        self.assertRegex(printed, r"\(1 solution in \d+ s, 7 wrong answers in \d+ s, 1 mistake in \d+ s\)")

    def test_each_thing_that_is_not_as_it_should_be_is_told_and_not_kept(self):
        solution, mistake, other = self.good
        solution.source = mistake.source
        mistake.source = square("x * x", "solution").source
        other.source = "class Exercise1 { static double square(double x"
        self.sabotages[0]["edits"] = [["* 0.5", "* 0.50"]]
        self.sabotages[1]["expect"] = ["other words"]
        counts, printed = self.proved()
        self.assertEqual([0, 1], counts)
        for words in (r"solution of 04.1 .*: the check rejects it: (?s:.*)expected  9\n", "mistake of 04.1 .*: it should throw, but passes",
                      "mistake of 04.1 .*: it should run before it is checked", r"sabotage of claim-half \(A factor 2\): it should throw, but passes",
                      r"sabotage of claim-half \(The definition counts too\): the message should have \['other words'\], but .*half is 1.0"):
            self.assertRegex(printed, words)
        self.assertEqual({}, proofs.proved())

    def test_when_the_kernel_is_lost_the_rest_is_not_tried(self):
        self.sabotages[0]["edits"] = [["* 0.5", "* 0.5; Runtime.getRuntime().halt(3)"]]
        counts, printed = self.proved()
        self.assertEqual([0, 1], counts)
        self.assertRegex(printed, r"\A    FAILED notebooks/04-square.ipynb  \d+ s: sabotage of claim-half \(A factor 2\): cell \d+ .*: the kernel died; .*\n\Z")


# the methods of an exercise, their right bodies, the check, and which wrong answers it lets pass
SUM = ("static double sum(double[] z)", "double sum = 0; for (double v : z) sum += v; return sum;")
EXERCISES = [
    ("a constant", [("static double square(double x)", "return x * x;")],
     'exercise("04.1", "", trial("of 3", () -> Exercise1.square(3), 9), trial("of -3", () -> Exercise1.square(-3), 9))',
     ["square gives its first answer again and again passes: a trial is missing"]),
    ("an argument", [("static int least(int a, int b)", "return Math.min(a, b);")],
     'exercise("04.1", "", trial("of 1, 2", () -> Exercise1.least(1, 2), 1), trial("of 3, 4", () -> Exercise1.least(3, 4), 3))',
     ["least gives argument 1 back passes: a trial is missing"]),
    ("the arguments at the end", [SUM],
     'exercise("04.1", "", trial("1, 2", () -> Exercise1.sum(new double[]{1, 2}), 3), trial("4", () -> Exercise1.sum(new double[]{4}), 4))',
     ["sum overwrites argument 1 at the end passes: a trial is missing"]),
    ("an argument that is used again", [SUM],
     """double[] z = {1, 2};
exercise("04.1", "", trial("z", () -> Exercise1.sum(z), 3), trial("z", () -> Exercise1.sum(z) + z[0], 4),
    trial("1", () -> Exercise1.sum(new double[]{1}), 1))""",
     ['sum overwrites argument 1 at the end is not told "Your answer changed the numbers that it was given", but: ✗ Exercise 04.1 is not right']),
    ("a method that nobody calls", [("static int one()", "return 1;"), ("static boolean two(double x)", "return x > 2;")],
     'exercise("04.1", "", trial("one", () -> Exercise1.one(), 1))',
     ["two gives 0 everywhere passes: no trial calls it", "two gives 1 everywhere passes: no trial calls it",
      "two gives its first answer again and again passes: no trial calls it", "one keeps a sum from one call to the next passes: a trial is missing"]),
    ("an order of trials", [("static Map<String, Tensor> both(Tensor x)", 'return Map.of("x", x.mul(1), "y", x.mul(2));')],
     'exercise("04.1", "", trial("y", () -> Exercise1.both(tensor(1, 0)).get("y"), tensor(2, 0)))',
     ["both gives its first answer again and again passes", "both keeps a sum from one call to the next passes",
      "both overwrites argument 1 at the end passes"]),
    ("a name that the library has not", [SUM],
     'exercise("04.1", "", property("sums", rng -> randn(rng, 3).toArray(), z -> Exercise1.sum(z), z -> tensor(z).sum())).without("summ")',
     ["the check forbids summ, which is no method of the library"]),
    ("nothing", [SUM, ("static <T> void first(double... z)", "z[0] = 1;")],
     """exercise("04.1", "", property("sums", rng -> randn(rng, 3).toArray(), z -> Exercise1.sum(z), z -> tensor(z).sum()),
    property("first", rng -> randn(rng, 2).toArray(), z -> { var copy = z.clone(); Exercise1.first(copy); return copy[0]; }, z -> 1))
    .without("sum", "mean");""", []),
]


class WrongAnswers(Square):
    """What fakes.py makes of solutions: a check that lets one pass is told by what the answer does."""

    def judge(self, answer, solution, check):
        cells = [code(answer, "answer", exercise="04.1"), code(check, "check", exercise="04.1")]
        self.write("04-square.ipynb", code("1"), *cells)
        self.good[0] = code(solution, "solution", exercise="04.1")
        return self.proved(how=lambda file: proving.answers(file, mistakes=0))

    def test_what_a_check_lets_pass(self):
        for what, methods, check, passing in EXERCISES:
            with self.subTest(what):
                answer, solution = ("class Exercise1 {\n" + "\n".join(f"    {head} {{ {body} }}" for head, body in bodies) + "\n}"
                                    for bodies in ([(head, "throw new NotDone();") for head, _ in methods], methods))
                counts, printed = self.judge(answer, solution, check)
                self.assertEqual([0, 1] if passing else [1, 0], counts, printed)
                for words in passing:
                    self.assertIn(words, printed)
                self.assertEqual(len(passing), printed.count("an answer whose ") or len(passing), printed)

    def test_what_cannot_be_tried_is_told(self):
        for answer, check, words in (("double square(double x) { return 0; }", CHECK, "the answer cell should hold one class with static methods"),
                                     (ANSWER, CHECK.replace("exercise", "var verdict = exercise"), "should end with one exercise"),
                                     (ANSWER.replace("Exercise1", "Exercise2"), CHECK, "the solution declares no class Exercise2")):
            with self.subTest(words), self.assertRaisesRegex(Wrong, words):
                fakes.judged(None, answer, self.good[0].source, check)

    def test_the_signatures_of_methods(self):
        answer = fakes.Answer("class Exercise3 {\n  static double given(double x) { return x; }\n"
                              "  static <T> Map<String, double[][]> first(Map<String, Tensor> m, double... z) throws IOException { throw new NotDone(); }\n"
                              "  static void second() {\n    throw new NotDone();\n  }\n}")
        self.assertEqual(["first", "second"], [method.name for method in answer.methods])
        self.assertEqual(["m, z", ""], [method.arguments() for method in answer.methods])
        self.assertEqual("""class Exercise3 extends RightExercise3 {
    static <T> Map<String, double[][]> first(Map<String, Tensor> m, double... z) throws IOException """
                         """{ return (Map<String, double[][]>) Fakes.answer("first", () -> RightExercise3.first(m, z), new Object[]{m, z}); }
    static void second()  { Fakes.answer("second", () -> { RightExercise3.second(); return null; }, new Object[]{}); }
}""", answer.spoiled())
        self.assertEqual("class RightExercise3 { RightExercise3 Exercise30; }", answer.renamed("class Exercise3 { Exercise3 Exercise30; }"))


class Kept(Square):
    def test_a_proof_has_more_room_than_a_student(self):
        room = []
        with mock.patch.dict(os.environ), mock.patch.object(proofs, "prove", lambda *_: room.append(os.environ["_JAVA_OPTIONS"])):
            os.environ.pop("_JAVA_OPTIONS", None)
            proofs.prove_anew(self.file)
        self.assertEqual(["-Xmx2g"], room)

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
