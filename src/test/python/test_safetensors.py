"""Checkpoints between Java and Python: each reads, bit for bit, what the other wrote."""

import contextlib
import tempfile
import unittest
from pathlib import Path

import nbformat
import numpy
from safetensors import safe_open
from safetensors.numpy import load_file, save_file

from tools.notebook import Client

NUMBERS = [0.1, -0.0, 1 / 3, 5e-324, 1.7976931348623157e308, float("inf"), float("nan")]


def bits(array):
    return array.astype("<f8").view("<u8").ravel().tolist()


class Checkpoints(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with contextlib.ExitStack() as opened:
            cls.folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
            cls.client = Client(nbformat.v4.new_notebook(), cls.folder)
            opened.enter_context(cls.client.started())
            cls.addClassCleanup(opened.pop_all().close)

    def java(self, code):
        """What a cell shows as its value."""
        cell = nbformat.v4.new_code_cell(code)
        self.client.nb.cells.append(cell)
        self.client.run(cell, len(self.client.nb.cells))
        return [output["data"]["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]

    def path(self, name):
        return (self.folder / name).as_posix()

    def test_python_reads_what_java_wrote(self):
        path = self.path("java.safetensors")
        literals = ", ".join(f"Double.longBitsToDouble({number}L)" for number in
                             numpy.array(NUMBERS, "<f8").view("<i8").tolist())
        self.java(f"""
            var numbers = tensor({literals});
            new Safetensors(Map.of("numbers ü", numbers, "one", scalar(1), "none", zeros(0, 2), "matrix",
                tensor(new double[][] {{{{1, 2, 3}}, {{4, 5, 6}}}})), Map.of("said \\"by\\"", "Java\\nü")).write("{path}");""")
        read = load_file(path)
        self.assertEqual({"numbers ü", "one", "none", "matrix"}, set(read))
        self.assertEqual(bits(numpy.array(NUMBERS)), bits(read["numbers ü"]))
        self.assertEqual([[1, 2, 3], [4, 5, 6]], read["matrix"].tolist())
        self.assertEqual([(), (0, 2)], [read["one"].shape, read["none"].shape])
        with safe_open(path, "numpy") as file:
            self.assertEqual({'said "by"': "Java\nü"}, file.metadata())

    def test_java_reads_what_python_wrote(self):
        path = self.path("python.safetensors")
        save_file({"wide": numpy.array(NUMBERS), "narrow": numpy.array([[0.1, -2], [3, 4]], "f4"), "none": numpy.zeros((0, 3)),
                   "one \"ü\"": numpy.array(2.5)}, path, {"said": "Python ü"})
        self.java(f"""
            var read = Safetensors.read("{path}");
            long[] bits = Arrays.stream(read.tensors().get("wide").data()).mapToLong(Double::doubleToRawLongBits).toArray();""")
        self.assertEqual([str(numpy.array(NUMBERS, "<f8").view("<i8").tolist())], self.java("Arrays.toString(bits)"))
        self.assertEqual(["true"], self.java('read.tensors().get("narrow").get(0, 0) == 0.1f'))
        self.assertEqual(["(2, 2) (0, 3) () Python ü"], self.java(
            'read.tensors().get("narrow").shapeText() + " " + read.tensors().get("none").shapeText() + " "'
            ' + read.tensors().get("one \\"ü\\"").shapeText() + " " + read.metadata().get("said")'))

    def test_a_network_goes_to_python_and_back(self):
        path, back = self.path("net.safetensors"), self.path("back.safetensors")
        shown = self.java(f"""
            var net = sequential(dense(2, 3), tanh(), batchNorm(3), dense(3, 1)).initialize(xavierNormal(), new Rng(1));
            var data = Dataset.of(randn(new Rng(2), 20, 2), ones(20, 1));
            fit(net, data).loss(meanSquaredError()).optimizer(adam(0.01)).epochs(2).checkpoint("{path}").run(new Rng(3));
            predict(net, tensor(new double[][] {{{{0.5, -1}}}})).item()""")
        net = load_file(path)
        hidden = numpy.tanh(numpy.array([0.5, -1]) @ net["0.W"] + net["0.b"])
        hidden = (hidden - net["2.runningMean"]) / numpy.sqrt(net["2.runningVariance"] + 1e-5) * net["2.gamma"] + net["2.beta"]
        self.assertAlmostEqual(float(shown[0]), (hidden @ net["3.W"] + net["3.b"]).item(), 12)
        self.assertEqual((3,), net["optimizer.memory.1.0"].shape)
        self.assertEqual(2, len(net["history.loss"]))
        net["3.b"] += 1
        save_file({name: array for name, array in net.items() if name[0].isdigit()}, back)
        again = self.java(f"""
            var copy = sequential(dense(2, 3), tanh(), batchNorm(3), dense(3, 1));
            load(copy, "{back}");
            predict(copy, tensor(new double[][] {{{{0.5, -1}}}})).item()""")
        self.assertAlmostEqual(float(shown[0]) + 1, float(again[0]), 12)

    def test_java_reads_other_types_of_python(self):
        path = self.path("types.safetensors")
        save_file({"whole": numpy.arange(3), "half": numpy.array([0.5, -2], "float16"), "yes": numpy.array([True, False])}, path)
        for name, expected in (("whole", "[0, 1, 2]"), ("half", "[0.5, -2]"), ("yes", "[1, 0]")):
            self.assertEqual(expected, self.java(f'Safetensors.read("{path}").tensors().get("{name}")')[-1])


if __name__ == "__main__":
    unittest.main()
