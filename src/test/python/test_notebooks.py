"""Tests of what stands in notebooks/, without running it; `course.py test` runs them."""
import functools
import math
import re
import unittest

import nbformat

from tools import places, run
from tools.notebook import facts, tags

README = places.NOTEBOOKS / "README.md"
FILES = places.notebooks_in(places.NOTEBOOKS)
BOOKS = {file.name: nbformat.read(file, as_version=4) for file in FILES}
DECKS = r"\b(QU|UNLV|UT|CU|TUM)\b"
FOLDED = re.compile(r"<details>.*?</details>", re.S)
MINUTES_OF_EXERCISES = (5, 10, 10, 20)
MINUTES_OF_A_RUN = 0.5


def prose(notebook):
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


class ListOfNotebooks(unittest.TestCase):
    text = README.read_text("utf-8")

    def test_the_readme_lists_every_notebook_and_shows_the_picture_it_has(self):
        for name, notebook in BOOKS.items():
            with self.subTest(name):
                self.assertIn(f"]({name})", self.text)
                picture = "pictures/" + name.replace(".ipynb", ".png")
                self.assertIn(f"]({picture})", self.text)
                self.assertEqual(run.cover(notebook), (places.NOTEBOOKS / picture).read_bytes(),
                                 f"{picture} is not the picture in the notebook: run it anew")

    def test_a_section_that_the_readme_names_is_there(self):
        named = re.findall(r"\[(\d\d) §(\d+)\]\(([\w-]+\.ipynb)\)", self.text)
        self.assertGreater(len(named), 40)
        for number, section, name in named:
            with self.subTest(f"{number} §{section}"):
                self.assertTrue(name.startswith(number))
                self.assertRegex(prose(BOOKS[name]), rf"(?m)^## {section} · ")


class EveryNotebook(unittest.TestCase):
    def test_links_lead_to_files(self):
        pages = {name: prose(notebook) for name, notebook in BOOKS.items()}
        pages.update({file.name: file.read_text("utf-8") for file in places.NOTEBOOKS.glob("*.md")})
        for name, text in pages.items():
            for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
                if "://" not in link:
                    with self.subTest(f"{name}: {link}"):
                        self.assertTrue((places.NOTEBOOKS / link).exists())

    def test_the_notation_is_linked(self):
        for name, notebook in BOOKS.items():
            if not name.startswith("00"):
                with self.subTest(name):
                    self.assertIn("](NOTATION.md)", prose(notebook))

    def test_a_test_notebook_shows_every_figure_to_explore(self):
        shown = nbformat.read(places.TESTS / "notebooks/explore.ipynb", as_version=4)
        called = "\n".join(cell.source for cell in code_of(shown))
        figures = [found[1] for file in sorted((places.ROOT / "src/main/java/gradus/play").glob("*.java"))
                   if (found := re.search(r'String name\(\) \{\s*return "([\w-]+)";', file.read_text("utf-8")))]
        self.assertGreaterEqual(len(figures), 6)
        self.assertEqual([], [name for name in figures if f'explore("{name}")' not in called])


def of_each_notebook(test):
    """Tests each notebook."""
    @functools.wraps(test)
    def of_each(self):
        for name, notebook in BOOKS.items():
            with self.subTest(name):
                test(self, name, notebook)
    return of_each


class Shape(unittest.TestCase):
    """What can be counted of the shape in docs/authors.md."""

    @of_each_notebook
    def test_cells_are_short(self, name, notebook):
        for cell in code_of(notebook):
            lines = cell.source.split("\n")
            self.assertLessEqual(max(map(len, lines)), 100, f"{cell.id}: characters of a line")
            if "check" not in tags(cell):
                most = 40 if re.match(r"(?:final )?(?:class|record) ", cell.source) else 20
                self.assertLessEqual(len(lines), most, f"{cell.id}: lines")

    @of_each_notebook
    def test_at_most_two_claims_stand_in_a_cell_and_guards_are_hidden(self, name, notebook):
        for cell in code_of(notebook):
            if "guard" in tags(cell):
                self.assertTrue(hidden(cell), f"{cell.id}: its source is not hidden")
            else:
                self.assertLessEqual(len(re.findall(r"\bclaim\(", cell.source)), 2, f"{cell.id}: claims")

    @of_each_notebook
    def test_guards_stand_at_the_end_below_a_collapsed_heading(self, name, notebook):
        cells = notebook.cells
        heads = [i for i, cell in enumerate(cells) if cell.cell_type == "markdown"
                 and cell.source.startswith("## What this notebook checked")]
        self.assertEqual(1, len(heads))
        self.assertTrue(cells[heads[0]].metadata.get("jp-MarkdownHeadingCollapsed"), "the heading is not collapsed")
        self.assertEqual([], [cell.id for cell in cells[:heads[0]] if "guard" in tags(cell)])
        self.assertEqual([], [cell.id for cell in cells[heads[0] + 1:] if "guard" not in tags(cell)])

    @of_each_notebook
    def test_predictions_are_stored_and_answered(self, name, notebook):
        text = "\n".join(cell.source for cell in code_of(notebook))
        guessed, revealed = (set(re.findall(rf'\b{word}\("([^"]+)"', text)) for word in ("guess", "reveal"))
        self.assertEqual(guessed, revealed)
        self.assertTrue(all(guess.startswith(name[:2] + ".") for guess in guessed), guessed)
        self.assertGreaterEqual(len(guessed), {"00": 1, "17": 0}.get(name[:2], 3), "predictions")
        for cell in code_of(notebook):
            self.assertEqual(bool(re.search(r"\bguess\(", cell.source)), "guess" in tags(cell), f"{cell.id}: tag guess")

    @of_each_notebook
    def test_no_section_ends_in_a_colon(self, name, notebook):
        for cell, following in zip(notebook.cells, notebook.cells[1:]):
            if cell.cell_type == following.cell_type == "markdown" and cell.source.rstrip().endswith(":"):
                self.assertNotRegex(following.source, r"\A#", f"{cell.id}: what it announces does not follow")

    @of_each_notebook
    def test_an_exercise_has_a_heading_and_a_collapsed_check(self, name, notebook):
        headings = re.findall(rf"(?m)^### ({name[:2]}\.\d) ", prose(notebook))
        for tag in ("answer", "check"):
            self.assertEqual(headings, [facts(cell)["exercise"] for cell in code_of(notebook) if tag in tags(cell)])
        self.assertEqual([], [cell.id for cell in code_of(notebook) if "check" in tags(cell) and not hidden(cell)])

    @of_each_notebook
    def test_the_line_that_a_collapsed_check_shows_gives_no_hint(self, name, notebook):
        for cell in code_of(notebook):
            if "check" in tags(cell):
                self.assertRegex(cell.source, r"\A(?!exercise\().|\Aexercise\(\"[\d.]+\",\n", f"{cell.id}: break the line behind the number")

    @of_each_notebook
    def test_a_deck_is_named_in_its_folded_box_only(self, name, notebook):
        text = re.sub(r"<details>\s*<summary>Where the slides differ.*?</details>", "", prose(notebook), flags=re.S)
        self.assertIsNone(re.search(DECKS, text))

    @of_each_notebook
    def test_text_alternatives_are_short_and_the_file_is_not_big(self, name, notebook):
        for cell in code_of(notebook):
            for output in cell.outputs:
                alt = output.get("data", {}).get("text/plain", "") if "image/png" in output.get("data", {}) else ""
                self.assertLess(len(alt), 600, f"{cell.id}: text alternative")
        self.assertLess((places.NOTEBOOKS / name).stat().st_size, 1_500_000)

    @of_each_notebook
    def test_the_stated_time_is_the_computed_one(self, name, notebook):
        reading, exercises = minutes(notebook)
        stated = re.search(r"(?m)^\*\*Time:\*\* (.*?)\.(?: |$)", notebook.cells[0].source)
        self.assertIsNotNone(stated, "the first cell states no time")
        more = f"; the exercises take {exercises} more" if exercises else ""
        self.assertEqual(f"{reading} minutes{more}", stated[1], measures(notebook))


class Counting(unittest.TestCase):
    """The counts themselves, on a notebook made for them."""

    def test_time_counts_words_figures_and_exercises(self):
        words = nbformat.v4.new_markdown_cell(" ".join(["word"] * 1500) + "\n<details>\n" + "fold " * 900 + "\n</details>")
        figures = [nbformat.v4.new_code_cell("plot(x)", outputs=[nbformat.v4.new_output("display_data", {"image/png": "aa"})]) for _ in range(5)]
        live = nbformat.v4.new_code_cell("fit", outputs=[nbformat.v4.new_output("display_data", {"text/html": '<img src="x">'})])
        answers = [nbformat.v4.new_code_cell("", metadata={"tags": ["answer"]}) for _ in range(4)]
        self.assertEqual((15, 0), minutes(nbformat.v4.new_notebook(cells=[words, figures[0], live])))
        self.assertEqual((15, 25), minutes(nbformat.v4.new_notebook(cells=[words, *figures[:4], *answers[:3]])))
        self.assertEqual((20, 45), minutes(nbformat.v4.new_notebook(cells=[words, *figures, *answers])))


def code_of(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def hidden(cell):
    return cell.metadata.get("jupyter", {}).get("source_hidden", False)


def words_outside_folds(notebook):
    """Of what is read: the exercises have their own minutes."""
    text = re.sub(r"\$\$.*?\$\$", "", FOLDED.sub("", prose(notebook)), flags=re.S)
    text = re.sub(r"(?ms)^## Exercises\n.*?(?=^## |\Z)", "", text)
    return len(re.findall(r"[\w’'-]+", text))


def figures(notebook):
    """Pictures, and those that grew while a cell ran."""
    return sum("image/png" in output.get("data", {}) or "<img" in output.get("data", {}).get("text/html", "")
               for cell in code_of(notebook) for output in cell.outputs)


def minutes(notebook):
    """To read and run, and for the exercises."""
    exact = words_outside_folds(notebook) / 150 + figures(notebook) + MINUTES_OF_A_RUN
    count = sum("answer" in tags(cell) for cell in code_of(notebook))
    return 5 * math.ceil(exact / 5), sum(MINUTES_OF_EXERCISES[min(i, 3)] for i in range(count))


def measures(notebook):
    """What is told and not enforced."""
    lines = sum(lines_to_read(cell.source) for cell in code_of(notebook) if not {"answer", "check", "guard"} & set(tags(cell)))
    return (f"{words_outside_folds(notebook)} words outside folds, {lines} lines of code, {figures(notebook)} figures, "
            f"{prose(notebook).count('$$') // 2} equations")


def setUpModule():
    for name, notebook in BOOKS.items():
        print(f"{name}: {measures(notebook)}, {minutes(notebook)[0]} minutes", flush=True)


def lines_to_read(source):
    """Lines of code besides comments and claims, which say in code what the text says in words."""
    source = re.sub(r"(?ms)^claim\(.*?\);$", "", source)
    return sum(1 for line in source.splitlines() if line.strip() and not line.strip().startswith("//"))
