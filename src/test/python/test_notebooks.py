"""Tests of what stands in notebooks/, without running it; `course.py test` runs them."""
import re
import unittest

import nbformat

from tools import places, run
from tools.notebook import tags

README = places.NOTEBOOKS / "README.md"
FILES = places.notebooks_in(places.NOTEBOOKS)
BOOKS = {file.name: nbformat.read(file, as_version=4) for file in FILES}


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

    def test_a_notebook_keeps_its_size(self):
        for name, notebook in BOOKS.items():
            long = name[:2] in ("02", "04", "08")
            cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
            written = [cell.source for cell in notebook.cells if cell.cell_type == "code"
                       and not {"answer", "check"} & set(tags(cell))]
            text = re.sub(r"\$\$.*?\$\$", "", prose(notebook), flags=re.S)
            with self.subTest(name):
                self.assertLessEqual(len(re.findall(r"[\w’'-]+", text)), 3500 if long else 2500, "words")
                self.assertLessEqual(sum(map(lines_to_read, written)), 250 if long else 180, "lines of code")
                self.assertLessEqual(max(source.count("\n") + 1 for source in cells), 20, "lines of a cell")
                self.assertLessEqual(prose(notebook).count("$$") // 2, 10 if long else 6, "display equations")
                self.assertLess((places.NOTEBOOKS / name).stat().st_size, 700_000)


def lines_to_read(source):
    """Lines of code besides comments and claims, which say in code what the text says in words."""
    source = re.sub(r"(?ms)^claim\(.*?\);$", "", source)
    return sum(1 for line in source.splitlines() if line.strip() and not line.strip().startswith("//"))
