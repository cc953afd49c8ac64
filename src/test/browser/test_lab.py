"""JupyterLab as a student meets it: start page, a notebook, documentation, an error, a training that is stopped.

The checkout is as clean afterwards as before: a notebook that was opened, run or saved unchanged is no other file.
"""
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import unittest
import urllib.request

from playwright.sync_api import TimeoutError, sync_playwright

from tools import places

# ends a hang and nothing else
MINUTES = 10
# after so many milliseconds without an answer a key is pressed again
SOON = 10_000
IDLE = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status='idle']"
# git ignores copies of this name
SCRATCH = places.NOTEBOOKS / "browser.mine-test.ipynb"
CELLS = [
    "var net = sequential(dense(64, 32), relu(), dense(32, 10)).initialize(heNormal(), new Rng(2));\nvar data = Digits.load();",
    "crossEntropy",
    "net.forward",
    "adam(0.01)",
    "ones(2, 3).matmul(ones(2, 3))",
    "fit(net, data).loss(crossEntropy()).optimizer(adam(0.001)).metric(accuracy()).epochs(2000).batchSize(8).run(new Rng(4))",
]


def status():
    return subprocess.run(["git", "status", "--porcelain"], cwd=places.ROOT, capture_output=True, text=True, check=True).stdout


class Lab(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.before = status()
        cells = [{"cell_type": "code", "id": f"cell-{i}", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
                 for i, text in enumerate(CELLS)]
        kernel = {"name": "java", "display_name": "Java", "language": "java"}
        SCRATCH.write_text(json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
        cls.addClassCleanup(SCRATCH.unlink, missing_ok=True)
        cls.server = subprocess.Popen([sys.executable, places.ROOT / "course.py", "lab", "--no-browser"], cwd=places.ROOT,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.end)
        cls.address = next(found[0] for found in (re.search(r"http://\S+", line) for line in cls.server.stdout) if found)
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        cls.browser = cls.playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"] * root)
        cls.addClassCleanup(cls.browser.close)
        cls.page = cls.browser.new_page(viewport={"width": 1280, "height": 900})
        cls.page.set_default_timeout(MINUTES * 60_000)
        cls.page.goto(cls.address)

    @classmethod
    def end(cls):
        cls.server.terminate()
        cls.server.wait(MINUTES * 60)
        cls.server.stdout.close()

    def test_1_the_start_page_is_shown_and_leads_to_the_tour(self):
        page = self.page
        page.wait_for_selector(".jp-MarkdownViewer h1:has-text('Gradus')")
        pictures = page.locator(".jp-MarkdownViewer td img")
        self.assertEqual(len(places.notebooks_in(places.NOTEBOOKS)), pictures.count())
        page.wait_for_function("[...document.querySelectorAll('.jp-MarkdownViewer td img')].every(i => i.complete && i.naturalWidth > 0)")
        page.click(".jp-MarkdownViewer a:has-text('00 · The tour')")
        page.wait_for_selector(".jp-NotebookPanel h1:has-text('The tour')")
        self.idle()
        with page.expect_response(lambda answer: answer.request.method == "PUT" and "/api/contents/00-tour.ipynb" in answer.url) as saved:
            page.keyboard.press("Control+s")
        self.assertEqual(200, saved.value.status)
        self.assert_clean("a notebook that was only opened and saved is no other file")

    def assert_clean(self, message):
        """Compared until it fits: while JupyterLab writes a file, it lies there under two names."""
        for _ in range(60):
            if status() == self.before:
                return
            time.sleep(1)
        self.assertEqual(self.before, status(), message)

    def idle(self, milliseconds=MINUTES * 60_000):
        self.page.wait_for_selector(IDLE, timeout=milliseconds)

    def until(self, act, seen):
        """What a student does when nothing happens on a busy machine: the same once more."""
        for _ in range(MINUTES * 6):
            act()
            with contextlib.suppress(TimeoutError):
                return seen()
        self.fail("nothing happens")

    def ask(self, number):
        """Shift-Tab behind the name in this cell."""
        self.cell(number).locator(".cm-content").click()
        self.page.keyboard.press("End")
        for _ in range(5 * (number == 3)):
            self.page.keyboard.press("ArrowLeft")
        self.page.keyboard.press("Shift+Tab")

    def cell(self, number):
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").nth(number)

    def run_cell(self, number):
        """Runs it as a student does, until it has a number or shows something.

        What is run while JupyterLab still connects to the kernel is forgotten without a word, with or without a star where
        the number comes: it is run again.
        """
        prompt, output = (self.cell(number).locator(name) for name in (".jp-InputPrompt", ".jp-OutputArea-output"))
        forgotten = 0
        for _ in range(MINUTES * 60):
            shown = prompt.inner_text().strip()
            if output.count() or shown not in ("[ ]:", "[*]:"):
                return
            forgotten = forgotten + 1 if self.page.locator(IDLE).count() else 0
            if shown == "[ ]:" or forgotten > 10:
                forgotten = 0
                self.cell(number).locator(".cm-content").click()
                self.page.keyboard.press("Control+Enter")
            self.page.wait_for_timeout(1000)
        self.fail(f"cell {number} does not run")

    def test_2_documentation_an_error_and_a_stopped_training(self):
        page = self.page
        # a workspace without the tabs of the test before
        page.goto(self.address.replace("tree/START.md", f"workspaces/scratch/tree/{SCRATCH.name}"))
        page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .cm-content")
        self.idle()
        self.run_cell(0)
        self.idle()
        for number, words in ((1, "Losses.crossEntropy("), (2, "Sequential.forward(Tensor x)"), (3, "Optimizers.adam(")):
            with self.subTest(CELLS[number]):
                self.until(lambda: self.ask(number), lambda: page.wait_for_selector(".jp-Tooltip", timeout=SOON))
                self.assertIn(words, page.inner_text(".jp-Tooltip"))
                page.keyboard.press("Escape")
        self.run_cell(4)
        error = self.cell(4).locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.error'], .jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']")
        error.first.wait_for()
        self.assertIn("matmul", error.first.inner_text())
        self.assertIn("(2, 3)", error.first.inner_text())

        self.run_cell(5)
        output = self.cell(5).locator(".jp-OutputArea-output").first
        output.wait_for()
        stop = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) [data-command='notebook:interrupt-kernel']")
        self.until(stop.click, lambda: self.idle(SOON))
        self.assertRegex(self.cell(5).locator(".jp-OutputArea").inner_text(), r"(?i)stopped in epoch \d+ of 2000")

    def test_3_all_is_closed_and_the_checkout_is_clean(self):
        token = re.search("token=(.*)", self.address)[1]
        sessions = urllib.request.Request(self.address.split("/lab")[0] + "/api/sessions", headers={"Authorization": f"token {token}"})
        for session in json.load(urllib.request.urlopen(sessions)):
            urllib.request.urlopen(urllib.request.Request(f"{sessions.full_url}/{session['id']}", headers=sessions.headers, method="DELETE"))
        self.page.goto("about:blank")
        SCRATCH.unlink()
        self.assert_clean("all that was opened is as it was")

    def test_4_in_a_narrow_window_names_are_whole_and_outputs_break_between_words(self):
        page = self.browser.new_page(viewport={"width": 800, "height": 900})
        self.addCleanup(page.close)
        page.set_default_timeout(MINUTES * 60_000)
        page.goto(self.address.replace("tree/START.md", "workspaces/narrow/tree/START.md") + "&reset")
        page.wait_for_selector(".jp-DirListing-itemText >> text=05-hinge-vs-cross-entropy.ipynb")
        cut = page.evaluate("[...document.querySelectorAll('.jp-DirListing-itemText')]"
                            ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.innerText)")
        self.assertEqual([], cut)
        self.assertEqual("normal", page.evaluate("""() => {
            document.body.insertAdjacentHTML("beforeend", "<div class=jp-OutputArea-output id=ours><pre>text</pre></div>");
            return getComputedStyle(document.querySelector("#ours pre")).wordBreak; }"""))


if __name__ == "__main__":
    unittest.main()
