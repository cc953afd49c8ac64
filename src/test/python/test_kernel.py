"""Our kernel, asked through Jupyter's protocol: documentation at the cursor, Tab, errors, and what it says of itself."""

import re
import threading
import time
import unittest

import real_kernel
from real_kernel import Cell, ask
from tools import notebook

SETUP = """
var net = sequential(dense(2, 3), relu()).initialize(heNormal(), new Rng(1));
var x = tensor(1, 2, 3);
double[] plain = {1, 2};
Dataset data = null;
"""


def setUpModule():
    real_kernel.start()
    assert Cell(SETUP).reply["status"] == "ok"


def tearDownModule():
    real_kernel.stop()


def marked(method, text):
    """Asks with the cursor at the bar; Jupyter counts characters, not Java's halves of them."""
    return ask(method, text.replace("|", "", 1), text.index("|"))


class Documentation(unittest.TestCase):
    TABLE = [  # a cell, the cursor as a bar, and what the tooltip must hold; None: nothing
        ("crossEntropy|", "Tensor Losses.crossEntropy(Tensor scores, Tensor target)"),
        ("cross|Entropy(x, x)", "CrossEntropy Losses.crossEntropy()"),
        ("|crossEntropy(x, x);", "averaged over the rows"),
        ("adam(|", "Adam Optimizers.adam(double rate, double beta1, double beta2, double epsilon)"),
        ("adam(|0.1)", "Adam Optimizers.adam(double rate)"),
        ("adam(0.|1).of(net.parameters());", "Adam Optimizers.adam(double rate)"),
        ("adam(0.1)|", "Adam Optimizers.adam(double rate)"),
        ("net.forward|(batch.x())", "Tensor Sequential.forward(Tensor x)"),
        ("net.forward(|batch.x())", "Tensor Sequential.forward(Tensor x)"),
        ("fit(net, |", "Fit Training.fit(Layer net, Dataset data)"),
        ("fit(net, |data).epochs(3);", "Fit Training.fit(Layer net, Dataset data)"),
        ("fit(net, data)\n    .loss(crossEntropy())\n    .epochs(|3)\n    .run(new Rng(4));", "Fit Fit.epochs(int epochs)"),
        ("fit(net, data)\n    .loss(cross|Entropy())\n    .epochs(3)", "CrossEntropy Losses.crossEntropy()"),
        ("x.matmul(x)\n    // then\n    .re|lu()\n    .sum()", ".relu()"),
        ("Function<Tensor, Tensor> f = t -> t.tan|h();", ".tanh()"),
        ("List.of(x).stream().map(t -> t.relu(|", ".relu()"),
        ("Runnable r = () -> {\n    net.forw|ard(x);\n};", "Tensor Sequential.forward(Tensor x)"),
        ("for (var each : List.of(x)) {\n    each.sum(|0);\n}", ".sum(int axis, boolean keepDims)"),
        ("int i = 0;\nwhile (i < 3) {\n    i++;\n    x.sum(|", ".sum()"),
        ("Layers::rel|u", "Layers.relu()"),
        ("new R|ng(1)", "Rng(long seed)"),
        ("var r = new Rng(|", "Rng(long seed)"),
        ("var l = new ArrayList<Double>(|);", "ArrayList<E>(int initialCapacity)"),
        ("Ten|sor t = x;", "An array of doubles with a shape"),
        ("net|", "Sequential net"),
        ("ne|t.forward(x)", "dense(2 → 3)"),
        ("x|", "[1, 2, 3]"),
        ("plain|", "double[] plain"),
        ("var own = tensor(1, 2);\nown.matmul(|", ".matmul(Tensor other)"),
        ("var own = tensor(1, 2);\now|n", "Tensor own"),
        ("class Mine {\n    static double twice(double v) { return 2 * v; }\n}\nMine.twi|ce(1)", "double Mine.twice(double v)"),
        ("double half(double v) { return v / 2; }\nhalf(|3)", "double half(double v)"),
        ("record Point(double a, double b) {}\nnew Poi|nt(1, 2).a()", "Point(double a, double b)"),
        ("record Point(double a, double b) {}\nnew Point(1, 2).a|()", "double Point.a()"),
        ("class A {\n    Tensor w;\n    Tensor go(Tensor u) { return w.mat|mul(u); }\n}", ".matmul(Tensor other)"),
        ("class A {\n    int k;\n    int m() { return th|is.k; }\n}", "this: A"),
        ("class A {\n    int k;\n    int m() { return this.|k; }\n}", "int A.k"),
        ("import java.util.*;\nvar größe = tensor(1);\ngröße.matm|ul(x)", ".matmul(Tensor other)"),
        ('var s = "🙂 ü"; adam(|', "Adam Optimizers.adam(double rate)"),
        ('linePlot("a re|lu", x)', "LinePlot Figures.linePlot(String title"),
        ("Math.ma|x(1, 2)", "double Math.max(double a, double b)"),
        ('String.format("%d", |1)', "String String.format(String format, Object... args)"),
        ('"abc".substring(|', "String String.substring(int beginIndex, int endIndex)"),
        ("List.of(1, |", "List<E> List.of(E e1)"),
        ("show|(x)", "Shows a value below the cell, now"),
        (" | ", None), ("x.relu(); |", None), ("// relu|", None), ("/* adam(| */", None), ('String s = "re|lu";', None),
        ("12|", None), ("for|", None), ("unheardOf|", None), ("x.unheardOf(|", None), ("if (1 > |", None),
    ]

    @classmethod
    def setUpClass(cls):
        """The kernel opens the sources in the background while it starts."""
        deadline = time.time() + real_kernel.SECONDS
        while "Shows a value" not in marked("inspect", "show|(x)")["data"].get("text/plain", "") and time.time() < deadline:
            time.sleep(0.2)

    def test_what_is_meant_is_shown(self):
        for cell, expected in self.TABLE:
            with self.subTest(cell):
                reply = marked("inspect", cell)
                text = reply["data"].get("text/plain", "")
                if expected is None:
                    self.assertEqual((False, ""), (reply["found"], text))
                else:
                    self.assertIn(expected, text)
                    self.assertLess(len(text.splitlines()), 40)
                    self.assertTrue(reply["data"]["text/html"].startswith("<pre><b>"))

    def test_signature_sentence_formula_shapes_errors_example(self):
        text = marked("inspect", "crossEntropy(|")["data"]["text/plain"]
        parts = ["crossEntropy(Tensor scores, Tensor target)", "The cross-entropy of scores (n, C)", "L = −Σ_j t_j ln o_j",
                 "Shapes: scores (n, C)", "// → 2.040355"]
        places = [text.replace("\n", " ").find(part) for part in parts]
        self.assertEqual(sorted(places), places)
        self.assertGreaterEqual(places[0], 0)
        text = marked("inspect", "net.forward(|")["data"]["text/plain"]
        self.assertIn("Throws `IllegalArgumentException` if the input's shape does not fit", text)

    def test_the_html_holds_code_and_no_unescaped_sign(self):
        html = marked("inspect", "dense(|")["data"]["text/html"]
        self.assertIn("<pre><b>Dense Layers.dense(int inputs, int outputs)</b></pre>", html)
        self.assertNotRegex(html, r"<(?!/?(pre|b|p|i|code)>)")

    def test_it_answers_while_a_cell_has_an_error_above(self):
        self.assertIn("double rate", marked("inspect", "int a = unheardOf + 1;\nadam(|")["data"]["text/plain"])


class Tab(unittest.TestCase):
    def first(self, text, count=1):
        reply = marked("complete", text)
        return reply["matches"][:count]

    def test_names_of_the_library_and_of_the_cell(self):
        self.assertIn("show(", self.first("sho|", 9))
        self.assertEqual(["crossEntropy("], self.first("cross|"))
        self.assertEqual(["sigmoid()"], self.first("x.sigm|"))
        self.assertEqual(["sigmoid()"], self.first("var fresh = tensor(1, 2);\nfresh.sigm|"))
        self.assertEqual(["fresh"], self.first("var fresh = tensor(1, 2);\nfre|"))
        self.assertEqual(["element"], self.first("for (var element : List.of(x)) {\n    show(elem|"))
        self.assertEqual(["thrice("], self.first("double thrice(double v) { return 3 * v; }\nthr|"))
        self.assertEqual(["relu()"], self.first("List.of(x).forEach(t -> t.rel|"))

    def test_statics_come_before_classes_and_packages(self):
        self.assertEqual("tensor(", self.first("te|")[0])
        kinds = [2 if name.endswith(".") or name == "class" else name[0].isupper() for name in marked("complete", "|")["matches"]]
        self.assertEqual(sorted(kinds), kinds)
        self.assertEqual("class", marked("complete", "Tensor.|")["matches"][-1])

    def test_what_is_replaced_is_counted_in_characters(self):
        reply = marked("complete", 'var s = "🙂🙂";\nx.sigm|')
        self.assertEqual((16, 20), (reply["cursor_start"], reply["cursor_end"]))

    def test_nothing_of_ours_and_nothing_in_comments(self):
        self.assertFalse([name for name in marked("complete", "|")["matches"] if name.startswith("$")])
        self.assertEqual([], self.first("// cross|"))
        self.assertEqual([], self.first('"cross|"'))


def error(code):
    return Cell(code).error()


class Thrown(unittest.TestCase):
    def test_the_own_line_then_the_message_then_the_way(self):
        number = Cell("1").reply["execution_count"] + 1
        self.assertEqual([f"cell [{number}], line 3: `return 10 / n;`", "ArithmeticException: / by zero",
                          f"  called from cell [{number}], line 8: `divide(0)`"],
                         error("// divides\nint divide(int n) {\n    return 10 / n;\n}\n\nvar q = divide(2);\n// now\ndivide(0)"))
        self.assertEqual([f"cell [{number}], line 3: `return 10 / n;`", "ArithmeticException: / by zero",
                          f"  called from cell [{number + 1}], line 4: `divide(i);`"],
                         error("\n\nfor (int i = 0; i < 3; i++) {\n    divide(i);\n}"))

    def test_a_library_is_one_line(self):
        lines = error("dense(4, 5).initialize(heNormal(), new Rng(1)).forward(zeros(2, 3))")
        self.assertEqual(3, len(lines))
        self.assertRegex(lines[0], r"^cell \[\d+\], line 1: `dense\(4, 5\).*…`$")
        self.assertEqual("IllegalArgumentException: dense(4 → 5): input is (2, 3), its last dimension should be 4", lines[1])
        self.assertRegex(lines[2], r"^  in Dense\.\w+ \(gradus\.nn, Dense\.java:\d+\)")

    def test_kernel_frames_never(self):
        for code in ('Integer.parseInt("abc")', "List.of(1).forEach(k -> { throw new IllegalStateException(); });"):
            self.assertNotRegex("\n".join(error(code)), r"jjava|javakernel|jdk\.jshell|do_it|REPL|reflect|ThreadPool")

    def test_a_variable_is_called_as_the_student_calls_it(self):
        self.assertEqual('NullPointerException: Cannot invoke "String.length()" because "nothing" is null',
                         error("String nothing = null;\nnothing.length()")[1])

    def test_causes_are_told(self):
        lines = error('throw new IllegalStateException("outer", new RuntimeException("inner"));')
        self.assertEqual(["IllegalStateException: outer", "caused by RuntimeException: inner"], lines[1:3])
        self.assertIn("caused by NegativeArraySizeException: -1", error("class Early { static int[] z = new int[-1]; }\nEarly.z"))

    def test_a_recursion_without_end(self):
        lines = error("int deeper(int n) { return deeper(n + 1); }\ndeeper(0)")
        self.assertRegex(lines[0], r"line 1: `int deeper\(int n\) \{ return deeper\(n \+ 1\); \}`$")
        self.assertEqual(["StackOverflowError", "A method calls itself again and again: it needs a case in which it ends."], lines[1:3])
        self.assertRegex(lines[-1], r"^  … and over \d{3,4} calls more$")
        self.assertLess(len(lines), 8)

    def test_a_full_memory(self):
        text = " ".join(error("double[] big = new double[500_000_000];"))
        self.assertRegex(text, r"OutOfMemoryError: .*it may use \d+ MB\. Take fewer examples or smaller batches")
        self.assertIn("Kernel > Restart", text)
        self.assertEqual("2", Cell("1 + 1").data()["text/plain"])

    def test_long_lines_wrap_at_words(self):
        words = "a message of many words " * 10
        lines = error(f'throw new IllegalArgumentException("{words.strip()}");')[1:]
        self.assertEqual("IllegalArgumentException: " + words.strip(), " ".join(lines))
        self.assertLessEqual(max(map(len, lines)), 88)

    def test_no_letters_have_a_colour_without_its_background(self):
        for code in ("divide(0)", "x.softmx()", "for (;;) {", "class Never extends Nothing { }\nnew Never()"):
            cell = Cell(code)
            for style in re.findall(r"\x1b\[([\d;]*)m", "".join(cell.outputs[-1][1]["traceback"])):
                self.assertIn(style, ("", "0", "1", "1;38;2;255;255;255;48;2;176;0;32"))


class Compiled(unittest.TestCase):
    def check(self, code, first, line, place, *more):
        """The message; the line that is named, and the text below which the arrows stand; words that come later."""
        lines = error(code)
        self.assertEqual(first, lines[0])
        at = next(i for i, text in enumerate(lines) if re.fullmatch(r"cell \[\d+\], line \d+:", text))
        self.assertTrue(lines[at].endswith(f"line {line}:"), lines)
        arrows = re.search(r"\^+", lines[at + 2])
        self.assertEqual(place, lines[at + 1][arrows.start():arrows.end()] if place else "")
        for words in more:
            self.assertIn(words, " ".join(lines))

    def test_unknown_names_and_what_was_meant(self):
        self.check("var y = 1;\nnet.forwrad(x)", "Cannot find method `forwrad(Tensor)` in `net`, a Sequential. Did you mean `forward`?", 2, "forwrad")
        self.check("crosEntropy(x, x)", "Cannot find method `crosEntropy(Tensor,Tensor)`. Did you mean `crossEntropy`?", 1, "crosEntropy")
        self.check("Layers.sofmax()", "Cannot find method `sofmax()` in Layers. Did you mean `softmax`?", 1, "sofmax")
        self.check("plain.lenght", "Cannot find variable `lenght` in `plain`, a double[]. Did you mean `length`?", 1, "lenght")
        self.check("new Rngg(1)", "Cannot find class `Rngg`. Did you mean `Rng`?", 1, "Rngg")
        self.check("Strin s = null;", "Cannot find class `Strin`. Did you mean `String`?", 1, "Strin")
        self.check("for (int i = 0; i < 3; i++) {\n    x.add(tesnor(i));\n}", "Cannot find method `tesnor(int)`. Did you mean `tensor`?", 2, "tesnor")
        self.check("int far = quaternionic + 1;", "Cannot find variable `quaternionic`.", 1, "quaternionic")

    def test_an_answer_that_is_not_there(self):
        self.check("Exercise41.share(x)", "Run your answer cell first: it declares `Exercise41`.", 1, "Exercise41")
        for answer in ("class Exercise41 {\n    static int one() { return 1 }\n}",            # does not parse
                       'class Exercise41 {\n    static int one() { return "1"; }\n}',         # a wrong type
                       "class Exercise41 {\n    static int one() { return 1; }\n"):            # does not end
            cell = Cell(answer)
            self.assertTrue(cell.error(), answer)
            number = cell.reply["execution_count"]
            self.check('exercise("41", "hint", trial("one()", () -> Exercise41.one(), 1))',
                       f"Your answer cell [{number}] did not compile: mend it and run it first.", 1, "Exercise41")
        number = Cell("class Exercise41 {\n    static int one() { return onne(); }\n}").reply["execution_count"]
        self.assertIn(f"cell [{number}]", " ".join(error("Exercise41.one()")))
        Cell("class Exercise41 {\n    static int one() { return 1; }\n}")
        self.assertEqual("1", Cell("Exercise41.one()").data()["text/plain"])

    def test_a_guess_without_quotes_and_a_number_with_commas(self):
        self.check('guess("05.angle", smaller)', "Cannot find variable `smaller`. In a guess a name stands in quotes.", 1, "smaller")
        self.check('guess("05.stop", cross-entropy)', "Cannot find variable `cross`. In a guess a name stands in quotes.", 1, "cross")
        self.check('guess("02.paths", 2,097,150)', "Write the number without commas: `2097150`", 1, "")

    def test_wrong_arguments_and_types(self):
        self.check("net.forward(x, x)", "Method forward in class Sequential cannot be applied to given types:", 1, "forward", "found:    Tensor,Tensor")
        self.check('\nint z = "s";', "Incompatible types: String cannot be converted to int", 2, '"s"')
        self.check("int none() { }", "Missing return statement", 1, "}")

    def test_what_is_missing(self):
        self.check("int a = 3\nint b = 4;", "Missing semicolon `;` behind `int a = 3`", 1, "")
        self.check("int f() {\n    return 1\n}", "Missing semicolon `;` behind `return 1`", 2, "")
        self.check("for (int i = 0; i < 3; i++) {\n    if (i == 1) {\n        show(i);\n}\n",
                   "Missing closing brace `}`: nothing closes the `{` that is marked", 2, "{")
        self.check("show(1;", "Missing closing parenthesis `)`: nothing closes the `(` that is marked", 1, "(")
        self.check("class Two {\n    int a() { return 1; }\n}}", "One `}` too many: nothing is open that it could close", 3, "}")
        self.check('String s = "abc;', 'Missing `"`: this string does not end on its line', 1, "")
        self.check("int x2 = 3 +", "The cell ends in the middle of a statement: `int x2 = 3 +`", 1, "")

    def test_nothing_runs_of_a_cell_that_is_not_complete(self):
        cell = Cell('System.out.println("ran");\nfor (;;) {')
        self.assertEqual(["error"], cell.kinds())

    def test_an_answer_that_does_not_compile_leaves_the_old_one(self):
        Cell("double area(double r) { return r; }")
        self.assertIn("The earlier `area` stays in force until this compiles.", error("double area(double r) { return 2 * r }"))
        self.assertEqual("1", Cell("(int) area(1)").data()["text/plain"])
        self.assertIn("The earlier `area` stays in force until this compiles.", error("double area(double r) { return 2 * r;"))

    def test_a_method_of_ones_own_that_hides_the_librarys(self):
        number = Cell("double sigmoid(double z) { return z; }").reply["execution_count"]
        self.check("sequential(dense(2, 3), sigmoid())", "Method sigmoid cannot be applied to given types:", 1, "sigmoid",
                   f"`sigmoid` here is the method of cell [{number}], line 1, `sigmoid(double)`. It hides the library's `Layers.sigmoid`",
                   "Write `Layers.sigmoid(…)`; or put your method into a class", "another name and restart the kernel")
        self.assertEqual("ok", Cell("sequential(dense(2, 3), Layers.sigmoid())").reply["status"])

    def test_a_class_of_ones_own_that_hides_the_librarys(self):
        number = Cell("class Batch { }").reply["execution_count"]
        text = " ".join(error("Batch b = gradus.data.Batch.class.cast(null);"))
        self.assertIn("gradus.data.Batch cannot be converted to Batch", text)
        self.assertIn(f"`Batch` here is the class of cell [{number}], line 1. It hides the library's `gradus.data.Batch`.", text)


class NotYet(unittest.TestCase):
    """What JShell accepts although it cannot be used yet."""

    def note(self, code):
        cell = Cell(code)
        self.assertEqual("ok", cell.reply["status"])
        return " ".join(c["data"]["text/plain"] for kind, c in cell.outputs if kind == "display_data").replace("\n", " ")

    def test_a_class_that_is_not_accepted_says_so(self):
        self.assertRegex(self.note("class Late extends Laterr { }"),
                         r"^The class `Late` of cell \[\d+\] cannot be used yet: it needs class Laterr, which no cell has declared\.")

    def test_a_method_that_calls_an_unknown_one_says_so_at_once_and_when_called(self):
        Cell("int known(int v) { return v; }")
        self.assertRegex(self.note("int late() { return knwon(1); }"), r"needs method knwon\(int\), .* Did you mean `known`\?")
        lines = error("late()")
        self.assertRegex(lines[0], r"^cell \[\d+\], line 1: `int late\(\) \{ return knwon\(1\); \}`$")
        self.assertEqual("`late` cannot run yet: it uses `knwon(int)`, which no cell has declared so far", lines[1])
        self.assertIn("Did you mean `known`? Run the cell that declares it", " ".join(lines))

    def test_methods_of_one_cell_may_call_each_other(self):
        self.assertEqual("", self.note("int ping(int n) { return n == 0 ? 0 : pong(n - 1); }\nint pong(int n) { return ping(n); }"))


class Stopped(unittest.TestCase):
    def stop(self, code):
        threading.Timer(1, real_kernel.manager.interrupt_kernel).start()
        cell = Cell(code)
        self.assertEqual("error", cell.reply["status"])
        return cell

    def test_a_loop_that_runs_on_says_so(self):
        cell = self.stop("volatile boolean go = true;\nlong turns = 0;\nwhile (go) { turns++; }\nturns = -1;")
        self.assertRegex(cell.error()[0], r"^Stopped in cell \[\d+\], line 3, but the code there does not listen and runs on\.$")
        self.assertIn("Kernel > Restart Kernel ends it", " ".join(cell.error()))
        self.assertNotIn("turns++", "".join(cell.error()))
        self.assertEqual("2", Cell("go = false;\n1 + 1").data()["text/plain"])

    def test_a_cell_that_waits_stops(self):
        cell = self.stop('System.out.println("waits");\nThread.sleep(100_000);')
        self.assertEqual(["Stopped in cell", "What the cell did so far stays; what comes after was not run."],
                         [cell.error()[0][:15], cell.error()[1]])


class TheKernel(unittest.TestCase):
    def test_a_notebook_holds_what_the_kernel_reports(self):
        real_kernel.client.kernel_info()
        while True:
            content = real_kernel.client.get_shell_msg(timeout=real_kernel.SECONDS)["content"]
            if "language_info" in content:
                break
        self.assertEqual(notebook.LANGUAGE, content["language_info"])
        self.assertEqual("17", content["language_info"]["version"])

    def test_it_answers_for_its_history_which_it_does_not_keep(self):
        """JupyterLab asks on opening, and may take its status Idle from this answer alone."""
        asked = real_kernel.client.history(hist_access_type="tail", n=5)
        while True:
            reply = real_kernel.client.get_shell_msg(timeout=real_kernel.SECONDS)
            if reply["parent_header"]["msg_id"] == asked:
                break
        self.assertEqual([], reply["content"]["history"])

    def test_logs_stay_out_of_the_notebook(self):
        cell = Cell('java.util.logging.Logger.getLogger("noise").warning("noise");\n'
                    'System.getLogger("noise").log(System.Logger.Level.ERROR, "noise");\n'
                    'org.slf4j.LoggerFactory.getLogger("noise").error("noise");')
        self.assertEqual([], cell.kinds())
        self.assertEqual("said\n", Cell('System.err.println("said");').text("stderr"))

    def test_an_import_below_a_comment_forgets_nothing(self):
        self.assertEqual("[1, 2, 3]", Cell("// for streams\nimport java.util.stream.*;\nx").data()["text/plain"])

    def test_the_time_of_a_cell(self):
        self.assertEqual("2", Cell("%time 1 + 1").data()["text/plain"])


if __name__ == "__main__":
    unittest.main()
