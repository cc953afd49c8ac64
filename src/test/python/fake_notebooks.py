"""A course in a folder of its own, whose notebooks are written by the tests."""
import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import nbformat

from tools import notebook, places


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
        for name in ("solutions", "proofs"):
            (self.notebooks / name).mkdir(parents=True)
        self.enterContext(mock.patch.multiple(places, ROOT=self.root, NOTEBOOKS=self.notebooks, TARGET=self.root / "target"))

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
            counts = notebook.each(how, files)
        return counts, printed.getvalue()

    def write_proofs(self, name, sabotages):
        file = self.notebooks / "proofs" / name
        file.write_text(json.dumps(sabotages), "utf-8")
        return file
