"""Writes notebooks/START.md, the page that JupyterLab opens on: what there is to read, and how far one has come.

It is made anew at each start from notebooks/README.md, from the notebooks (their times and exercises) and from the list
of exercises passed, and git ignores it.
"""
import html
import json
import re

from tools import places

PAGE, PASSED = places.NOTEBOOKS / "START.md", places.NOTEBOOKS / "passed-exercises.txt"
# | ![alt](pictures/00-tour.png) | [00 · The tour](00-tour.ipynb) | what you find out |
# the three kinds of answers that a notebook gives
ASKED = """## What a notebook asks, and what it answers

* **Predict** asks what you expect. Write it behind the name, after a comma: `guess("00.wrong", 100)`, several numbers in
  their order, or a name in quotes. A cell further down shows it beside what came out. Nothing is graded; a guess that was
  off is what one learns from.
* **✓** below a cell: what the text says was computed and holds. **✗**: with the values that you changed it no longer does.
  Then the notebook goes on.
* **Exercises**: your answer takes the place of `throw new NotDone();`. Run its cell, then the check below it."""
ROW = re.compile(r"^\| !\[(?P<alt>[^\]]*)\]\((?P<picture>[^)]*)\) \| \[(?P<title>[^\]]*)\]\((?P<file>[^)]*\.ipynb)\) \| (?P<finds>.*) \|$", re.M)


def write():
    """Write the page; what cannot be read is left out of it."""
    readme = places.NOTEBOOKS / "README.md"
    PAGE.write_text(page(readme.read_text("utf-8") if readme.exists() else "", passed()), "utf-8")


def page(readme, done):
    """The page as Markdown, for the exercises that are done."""
    rows = [row(match, done) for match in ROW.finditer(readme)]
    to_come = re.search(r"^To come: .*$", readme, re.M)
    return "\n".join([
        "# Gradus", "",
        "How neural networks learn, in notebooks that you run and change yourself. Begin with 00, then follow the numbers.",
        "Click on a title to open it. What you change is saved; how to get a notebook back as it came, and other questions,",
        "are answered in [hints.md](hints.md); letters and signs in [NOTATION.md](NOTATION.md).", "",
        # spaces that do not break keep the column of pictures from vanishing in a narrow window
        f"| {'&nbsp;' * 24} | notebook | exercises passed |", "|---|---|---|", *rows, "",
        *([to_come[0], ""] if to_come else []),
        ASKED, ""])


def row(match, done):
    time, exercises = times_and_exercises(places.NOTEBOOKS / match["file"])
    passed_here = sum(exercise in done for exercise in exercises)
    score = f"{'✓ all' if passed_here == len(exercises) else passed_here} of {len(exercises)}" if exercises else ""
    picture = f'<img src="{match["picture"]}" width="140" alt="{html.escape(match["alt"])}">'
    return f"| {picture} | **[{match['title']}]({match['file']})**<br>{match['finds']}<br>*{time}* | {score} |"


def times_and_exercises(file):
    """The time that a notebook states in its first cell, and the names of its exercises."""
    try:
        cells = json.loads(file.read_text("utf-8"))["cells"]
        time = re.search(r"\*\*Time:\*\* ([^.;]*)", "".join(cells[0]["source"]))
        named = {cell["metadata"].get("gradus", {}).get("exercise") for cell in cells if "check" in cell["metadata"].get("tags", [])}
    except (OSError, ValueError, KeyError, IndexError, AttributeError):  # gone, or a student's half-saved file
        return "time: see there", []
    return time[1] if time else "time: see there", sorted(named - {None})


def passed():
    try:
        return set(PASSED.read_text("utf-8").split())
    except OSError:
        return set()
