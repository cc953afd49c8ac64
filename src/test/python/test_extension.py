"""The kernel extension in a real kernel: what a cell shows, prints and stops."""

import base64
import tempfile
import threading
import unittest
from pathlib import Path

import nbformat
from nbclient import NotebookClient

import real_kernel
from fake_course import eventually
from real_kernel import SECONDS, Cell, ask
from tools.notebook import Client


def setUpModule():
    real_kernel.start()


def tearDownModule():
    real_kernel.stop()


class Prints(unittest.TestCase):
    def test_a_flood_loses_no_later_message_and_says_what_was_cut(self):
        cell = Cell('for (int i = 0; i < 100_000; i++) System.out.println("line " + i);\nshow("after");\n"result"')
        lines = cell.text().splitlines()
        self.assertEqual("line 0", lines[0])
        self.assertEqual("line 99999", lines[-1])
        self.assertIn("… left out: 99,000 lines, 1,079,800 bytes …", lines)
        self.assertLessEqual(len(lines), 1010)
        self.assertLess(len(cell.outputs), 50)
        self.assertEqual(["display_data", "execute_result"], cell.kinds()[-2:])
        self.assertEqual("result", cell.data()["text/plain"])
        self.assertEqual("again\n", Cell('System.out.println("again");').text())

    def test_prints_errors_and_displays_keep_their_order(self):
        cell = Cell('{ System.out.println("1 ü ✓"); System.err.println("2"); show("3"); System.out.print("4"); }\n5')
        self.assertEqual(["stream", "stream", "display_data", "stream", "execute_result"], cell.kinds())
        self.assertEqual("1 ü ✓\n4", cell.text())
        self.assertEqual("2\n", cell.text("stderr"))

    def test_progress_that_is_printed_appears_while_the_cell_runs(self):
        with tempfile.TemporaryDirectory() as folder:
            seen = Path(folder, "seen")
            cell = Cell(f"""System.out.println("first");
                var seen = new File("{seen.as_posix()}");
                for (int i = 0; i < {100 * SECONDS} && !seen.exists(); i++) Thread.sleep(10);
                seen.exists()""", during=lambda kind, content: seen.touch())
            self.assertEqual("true", cell.data()["text/plain"], "the cell went on when its first line was seen")

    def test_threads_of_a_cell_may_print(self):
        cell = Cell('var printers = new ArrayList<Thread>();\n'
                    'for (int i = 0; i < 4; i++) printers.add(new Thread(() -> {'
                    ' for (int k = 0; k < 100; k++) System.out.println("from a thread"); }));\n'
                    'for (var p : printers) p.start();\nfor (var p : printers) p.join();')
        self.assertEqual(["from a thread"] * 400, cell.text().splitlines())

    def test_what_was_printed_before_an_exception_stands_above_it(self):
        cell = Cell('System.out.println("before");\nthrow new IllegalStateException("the net has no layers");')
        self.assertEqual(["stream", "error"], cell.kinds())
        self.assertEqual("error", cell.reply["status"])
        self.assertIn("the net has no layers", cell.outputs[1][1]["evalue"])


DATA = """
var rng = new Rng(1);
var x = randn(rng, 1000, 20);
var data = Dataset.of(x, x.matmul(randn(rng, 20, 3)).argmax(1));
Sequential freshNet() { return sequential(dense(20, 32), relu(), dense(32, 3)).initialize(heNormal(), new Rng(2)); }
"""
FIT = "fit(freshNet(), data).loss(crossEntropy()).optimizer(adam(0.001)).metric(accuracy())"


class Training(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        assert Cell(DATA).reply["status"] == "ok"

    def test_progress_is_one_display_that_changes(self):
        cell = Cell(f"{FIT}.epochs(2000).run(new Rng(4));")
        shown = [c for kind, c in cell.outputs if kind in ("display_data", "update_display_data")]
        self.assertEqual(["display_data"] + ["update_display_data"] * (len(shown) - 1), cell.kinds()[:len(shown)])
        self.assertGreater(len(shown), 2)
        self.assertEqual(1, len({c["transient"]["display_id"] for c in shown}))
        self.assertRegex(shown[0]["data"]["text/plain"], r"^epoch \d+ of 2000 · loss [\d.e-]+ · accuracy [\d.]+ · .* left$")
        self.assertRegex(shown[-1]["data"]["text/plain"], r"^epoch 2000 of 2000 · loss [\d.e-]+ · accuracy [\d.]+$")
        self.assertRegex(shown[-1]["data"]["text/html"], r'^<img src="data:image/png;base64,.* alt="[^"]*Training history over 2000 epochs')

    def test_a_saved_notebook_keeps_the_last_state(self):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(DATA + f"{FIT}.epochs(20).run(new Rng(4));")])
        NotebookClient(notebook, kernel_name="java", startup_timeout=SECONDS, iopub_timeout=SECONDS).execute()
        shown = [output for output in notebook.cells[0].outputs if output.output_type == "display_data"]
        self.assertEqual(1, len(shown))
        self.assertTrue(shown[0].data["text/plain"].startswith("epoch 20 of 20 · loss "))

    def test_a_history_is_a_table(self):
        data = Cell(f"{FIT}.epochs(3).run(new Rng(4))").data()
        self.assertIn("<th>epoch</th><th>loss</th><th>accuracy</th>", data["text/html"])
        self.assertEqual(4, data["text/html"].count("<tr>"))
        self.assertIn("accuracy", data["text/plain"])

    def test_a_fit_that_was_not_run_says_so(self):
        self.assertIn("nothing trained yet: call run(rng)", Cell(FIT).data()["text/plain"])

    def test_an_interrupted_fit_stops_and_keeps_what_it_learned(self):
        cell = self.interrupt(f"var history = {FIT}.epochs(1_000_000).run(new Rng(4));")
        shown = [c for kind, c in cell.outputs if kind == "update_display_data"]
        self.assertRegex(shown[-1]["data"]["text/plain"], r"^stopped in epoch \d+ of 1000000( · loss [\d.e-]+ · accuracy [\d.]+)?$")
        self.assertRegex(cell.error()[0], r"^Stopped in cell \[\d+\], line 1\.$")
        self.assertNotIn("run(new Rng(4))", "".join(cell.error()))
        self.assertIn("interrupted in epoch", Cell("history.ending()").data()["text/plain"])

    def test_an_interrupted_loop_over_batches_stops(self):
        self.interrupt("""
            var net = freshNet();
            var optimizer = adam(0.001).of(net.parameters());
            for (int epoch = 0; epoch < 1_000_000; epoch++) {
                if (epoch == 1) System.out.println("begun");
                for (var batch : data.batches(32, new Rng(3))) {
                    optimizer.zeroGrad();
                    var loss = crossEntropy(net.forward(batch.x()), batch.y());
                    loss.backward();
                    optimizer.step();
                }
            }""")

    def interrupt(self, code):
        """Runs a cell, interrupts it when it shows something first, and sees that it ends and nothing of it runs on."""
        interrupted = []

        def interrupt(kind, content):
            if not interrupted:
                interrupted.append(kind)
                # not here, where the client reads
                threading.Thread(target=real_kernel.manager.interrupt_kernel).start()

        cell = Cell(code, during=interrupt)
        self.assertEqual("error", cell.reply["status"])
        running = """Thread.getAllStackTraces().entrySet().stream().filter(e -> e.getKey() != Thread.currentThread())
            .filter(e -> Arrays.stream(e.getValue()).anyMatch(call -> call.getClassName().startsWith("REPL."))).count()"""
        self.assertTrue(eventually(lambda: Cell(running).data()["text/plain"] == "0"), "the loop runs on unseen")
        return cell


class Names(unittest.TestCase):
    def test_a_class_of_ones_own_may_hold_methods_of_any_name(self):
        Cell("class Scratch { static double[] tanh(double[] z) { return z; } }")
        self.assertEqual("1", Cell("Scratch.tanh(new double[] {5}).length").data()["text/plain"])
        self.assertEqual("tanh", Cell("tanh().name()").data()["text/plain"])

    def test_a_method_in_a_cell_hides_the_imported_one(self):
        Cell("double[] softmax(double[] z) { return z; }")
        self.assertEqual("1", Cell("softmax(new double[] {5}).length").data()["text/plain"])
        self.assertEqual("error", Cell("softmax()").reply["status"])
        self.assertEqual("softmax", Cell("Layers.softmax().name()").data()["text/plain"])
        self.assertEqual("[0.5, 0.5]", Cell("tensor(1, 1).softmax()").data()["text/plain"])

    def test_the_librarys_error_is_the_first_line_below_the_place(self):
        cell = Cell("dense(4, 5).initialize(heNormal(), new Rng(1)).forward(zeros(2, 3))")
        self.assertIn("dense(4 → 5): input is (2, 3), its last dimension should be 4", cell.error()[1])


class Rendering(unittest.TestCase):
    def test_a_figure_is_a_png_with_its_alternative(self):
        outputs = Cell('linePlot("The loss falls", new double[] {3, 2, 1})').outputs
        content = next(c for kind, c in outputs if kind == "execute_result")
        self.assertEqual({"image/png", "text/plain"}, set(content["data"]))
        png = base64.b64decode(content["data"]["image/png"])
        self.assertEqual(b"\x89PNG", png[:4])
        # shown at half its pixels
        self.assertEqual(int.from_bytes(png[16:20], "big") // 2, content["metadata"]["image/png"]["width"])
        self.assertIn("3 → 1", content["data"]["text/plain"])
        self.assertEqual(content["data"]["text/plain"], content["metadata"]["image/png"]["alt"])

    def test_a_tensor_is_text(self):
        self.assertEqual({"text/plain": "[1, 2.5]"}, Cell("tensor(1, 2.5)").data())

    def test_arrays_show_their_elements(self):
        self.assertEqual({"text/plain": "[1, 2.5]"}, Cell("new double[] {1, 2.5}").data())
        self.assertEqual({"text/plain": "[[1.0], [2.0, 3.0]]"}, Cell("new double[][] {{1}, {2, 3}}").data())

    def test_a_network_is_a_table(self):
        data = Cell("sequential(dense(64, 32), relu(), dense(32, 10))").data()
        self.assertIn("<td>dense(64 → 32)</td><td>(n, 32)</td><td>2,080</td>", data["text/html"])
        self.assertIn("dense(64 → 32)", data["text/plain"])
        self.assertIn("2410", data["text/plain"])

    def test_a_confusion_matrix_is_a_table(self):
        data = Cell('confusionMatrix(tensor(new double[][] {{1, 2}, {3, 0}}), tensor(1, 1), List.of("cat", "dog"))').data()
        self.assertIn("<tr><td>dog</td><td>1</td><td>1</td></tr>", data["text/html"])
        self.assertIn("dog", data["text/plain"])

    def test_the_verdict_on_an_exercise_has_its_report(self):
        data = Cell('exercise("00.1", "double it", trial("twice(2)", () -> 2.0, 4.0))').data()
        self.assertRegex(data["text/html"], "^<pre [^>]*word-break: normal", "JupyterLab would break lines within a word")
        self.assertIn("expected  4", data["text/plain"])

    def test_a_list_of_figures_is_shown_one_by_one(self):
        cell = Cell('for (var name : List.of("a", "b")) show(linePlot(name, new double[] {1, 2}));')
        self.assertEqual(["display_data", "display_data"], cell.kinds())
        self.assertTrue(all("image/png" in c["data"] for _, c in cell.outputs))

    def test_a_data_table_is_html_and_text(self):
        data = Cell('import tech.tablesaw.api.*;\n'
                    'Table.create("t", DoubleColumn.create("x<y", 1.5, 2.5), StringColumn.create("name", "a", "b"))'
                    ).data()
        self.assertIn("<th>x&lt;y</th>", data["text/html"])
        self.assertIn("<td>2.5</td><td>b</td>", data["text/html"])
        self.assertIn("2 rows × 2 columns", data["text/html"])
        self.assertIn("x<y", data["text/plain"])


class Exercises(unittest.TestCase):
    """What a kernel adds to exercises."""

    def cells(self, folder, *options):
        """The text of each cell's value, or of what it printed, in a kernel that works in a folder."""
        sources = ["class Answer {\n  static double[] f(double[] z) { throw new NotDone(); }\n}",
                   'exercise("04.1", "the sum", trial("f", () -> Answer.f(new double[2]), new double[] {0.5, 0.5})).without("softmax")',
                   "class Answer {\n  static double[] f(double[] z) { return tensor(z).softmax().toArray(); }\n}", None,
                   "class Answer {\n  static double[] f(double[] z) { return new double[] {0.5, 0.5}; }\n}", None,
                   'claim("two is three", 2, 3, 0.5);\nclaim("and on it goes", true);']
        cells = [nbformat.v4.new_code_cell(source or sources[1]) for source in sources]
        client = Client(nbformat.v4.new_notebook(cells=cells), folder, *options)
        client.allow_errors = True
        with client.started():
            for number, cell in enumerate(cells):
                client.execute_cell(cell, number)
        texts = ["".join(o.get("text", "") + o.get("data", {}).get("text/plain", "") + o.get("evalue", "") for o in cell.outputs) for cell in cells]
        return texts[1], texts[3], texts[5], texts[6]

    def test_a_reader_is_told_what_is_open_and_what_the_library_did_and_what_passed_is_kept(self):
        with tempfile.TemporaryDirectory(prefix="ordner ü ") as folder:
            first, library, own, claim = self.cells(folder)
            self.assertEqual("○ Exercise 04.1 is open: write Answer.f in place of throw new NotDone(), run its cell, then this one.", first)
            self.assertIn("✗ Exercise 04.1 is right, but the library did it: your answer calls softmax.", library)
            self.assertEqual("✓ Exercise 04.1 passed: 1 trial.", own)
            self.assertIn("✗ no longer holds with your values: two is three\n  expected  3\n  got       2\n", claim)
            self.assertIn("✓ and on it goes", claim)
            self.assertEqual("04.1\n", Path(folder, "passed-exercises.txt").read_text("utf-8").replace("\r", ""))
            self.assertEqual(1, len(list(Path(folder).iterdir())))

    def test_a_strict_kernel_throws_and_keeps_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            first, library, own, claim = self.cells(folder, "-Dgradus.strict=true")
            self.assertIn("is open: write Answer.f", first)
            self.assertIn("the library did it", library)
            self.assertEqual("✓ Exercise 04.1 passed: 1 trial.", own)
            self.assertIn("does not hold: two is three", claim)
            self.assertNotIn("and on it goes", claim)
            self.assertEqual([], list(Path(folder).iterdir()))


if __name__ == "__main__":
    unittest.main()
