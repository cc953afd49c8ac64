"""Shows in a kernel that answers are judged rightly, and that every claim can fail.

solutions/NN-slug.ipynb holds for each exercise of the notebook, in cells with "gradus": {"exercise": "04.2"}

  tag solution            right code for the answer cell: the check passes it
  tag mistake             two or more: wrong code for it; the check throws a message with the words of "expect": ["words", ...]

Besides, each exercise is tried with wrong answers that fakes.py makes of its solution: constants, side effects, the library.

proofs/NN-slug.json holds for every claim a sabotage, an edit that must make it throw:

  "claim"                 id of the claim's cell
  "cell"                  id of the cell to edit, where that is another one above
  "needs"                 ids of the cells to run before, besides the first code cell and those tagged setup
  "edits"                 [["from", "to"], ...], each standing once in the cell
  "expect"                ["words", ...] that the message must have
  "why"                   how it shows that the claim can fail, for people

The cells of a sabotage pass as they stand and throw when the edits are made. Sabotages of one claim that need the same
cells stand one after the other, so that these run once.
"""
import collections
import copy
import json
import re
import time

import nbformat

from tools import fakes, places
from tools.notebook import Client, Lost, Wrong, facts, first_line, read, tags


class Course:
    """A notebook with its solutions and sabotages, as they are on the disk now."""

    def __init__(self, file):
        self.file, self.notebook = file, read(file)
        solutions, sabotages = places.NOTEBOOKS / "solutions" / file.name, places.NOTEBOOKS / "proofs" / f"{file.stem}.json"
        self.solutions = read(solutions) if solutions.exists() else nbformat.v4.new_notebook()
        self.sabotages = json.loads(sabotages.read_text("utf-8")) if sabotages.exists() else []
        self.code = {cell.id: cell.source for cell in self.notebook.cells if cell.cell_type == "code"}

    def exercises(self):
        return sorted({facts(cell)["exercise"] for cell in self.notebook.cells if "answer" in tags(cell)})

    def claims(self):
        """How many claims each cell makes, by the cell's id."""
        counts = {id: len(re.findall(r"\bclaim\(", source)) for id, source in self.code.items()}
        return {id: count for id, count in counts.items() if count}

    def answers(self, tag, exercise):
        return [cell for cell in self.solutions.cells if tag in tags(cell) and facts(cell).get("exercise") == exercise]

    def faults(self):
        """What can be seen without a kernel: what has no proof, and what fits no cell of the notebook."""
        faults = []
        for name in self.exercises():
            count = {tag: len(self.answers(tag, name)) for tag in ("solution", "mistake")}
            if count["solution"] != 1 or count["mistake"] < 2:
                faults.append(f"exercise {name} needs one solution and two mistakes, has {count['solution']} and {count['mistake']}")
        for id, count in self.claims().items():
            shown = sum(sabotage["claim"] == id for sabotage in self.sabotages)
            if shown < count:
                faults.append(f"cell {id} makes {count} claims, and {shown} are shown to be able to fail (in proofs/)")
        return faults + [f"{name_of(sabotage)}: {fault}" for sabotage in self.sabotages for fault in self.misfits(sabotage)]

    def misfits(self, sabotage):
        edited = sabotage.get("cell", sabotage["claim"])
        unknown = [id for id in [sabotage["claim"], edited, *sabotage.get("needs", [])] if id not in self.code]
        if unknown:
            yield f"the notebook has no cell {', '.join(unknown)}"
        if not sabotage.get("expect"):
            yield 'it does not say in "expect" which words the message should have'
        for old, _ in sabotage["edits"]:
            count = self.code.get(edited, old).count(old)
            if count != 1:
                yield f"the edit's \"{old}\" should stand once in the cell, but stands there {count} times"

    def before(self, id, needs=()):
        """The code cells above that this one cannot do without."""
        code = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        above = code[:[cell.id for cell in code].index(id)]
        return [cell for cell in above if cell is code[0] or "setup" in tags(cell) or cell.id in needs]


def name_of(sabotage):
    return f"sabotage of {sabotage['claim']} ({sabotage.get('why', '')})"


def answers(file, options=(), mistakes=1):
    """Put each solution, and so many mistakes of each exercise, into the notebook, and see that the check judges them rightly."""
    course = Course(file)
    return run(course, options, [fault for fault in course.faults() if fault.startswith("exercise")], work_on_answers(course, mistakes))


def prove(file, options=()):
    """Every solution, every mistake and every sabotage of a notebook."""
    course, last = Course(file), []
    sabotages = [("sabotage", name_of(sabotage), prove_sabotage, (course, sabotage, last)) for sabotage in course.sabotages]
    faults = course.faults()
    return run(course, options, faults, [] if faults else [*work_on_answers(course, None), *sabotages])


def work_on_answers(course, mistakes):
    for name in course.exercises():
        solutions = [("solution", cell) for cell in course.answers("solution", name)]
        for tag, cell in solutions + [("mistake", cell) for cell in course.answers("mistake", name)[:mistakes]]:
            yield tag, f"{tag} of {name} ({first_line(cell.source)})", prove_answer, (course, name, cell, tag)
            if tag == "solution":
                yield "wrong answer", f"exercise {name}", prove_wrong_answers, (course, name, cell)


def run(course, options, faults, work):
    """Do one thing after the other in one strict kernel; what fails is a line. When the kernel is lost, so is the rest."""
    wrongs, counts, seconds = list(faults), collections.Counter(), collections.Counter()
    with Client(nbformat.v4.new_notebook(), course.file.parent, "-Dgradus.strict=true", *options).started() as client:
        for kind, name, how, arguments in work:
            began = time.monotonic()
            try:
                counts[kind] += how(client, *arguments) or 1
            except Wrong as wrong:
                wrongs.append(f"{name}: {wrong}")
                if isinstance(wrong, Lost):
                    break
            seconds[kind] += time.monotonic() - began
    if wrongs:
        raise Wrong("\n".join(wrongs))
    return ", ".join(f"{count} {kind}{'' if count == 1 else 's'} in {seconds[kind]:.0f} s" for kind, count in counts.items())


def prove_answer(client, course, name, cell, tag):
    spot = spots(course, name)
    message = client.message_of(course.before(spot["answer"].id) + [cell])
    if message:
        raise Wrong(f"it should run before it is checked, but {message}")
    message = client.message_of([spot["check"]])
    if tag == "mistake":
        says(message, facts(cell).get("expect"))
    elif message:
        raise Wrong(f"the check rejects it: {message}")


def spots(course, name):
    """The cells of an exercise, by the tags answer and check."""
    found = {which: cell for cell in course.notebook.cells for which in ("answer", "check")
             if which in tags(cell) and facts(cell).get("exercise") == name}
    if len(found) != 2:
        raise Wrong("the notebook has no cells tagged answer and check for it")
    return found


def prove_wrong_answers(client, course, name, solution):
    """All that are made of a solution, which stands in the kernel with what it needs."""
    spot = spots(course, name)
    return fakes.judged(client, spot["answer"].source, solution.source, spot["check"].source)


def prove_sabotage(client, course, sabotage, last):
    """What stands in the kernel is left in `last`; when that is what the next sabotage needs, it is not computed again."""
    claim, edited = sabotage["claim"], sabotage.get("cell", sabotage["claim"])
    tail = [cell for cell in course.notebook.cells if cell.id in (edited, claim)]
    needed = course.before(edited, sabotage.get("needs", []))
    stands, stood = [claim, edited, sabotage.get("needs")], last[:]
    last.clear()
    if stands != stood:
        message = client.message_of(needed + tail)
        if message:
            raise Wrong(f"without the edit it should pass, but {message} (are cells missing in \"needs\"?)")
    tail[0] = copy.deepcopy(tail[0])
    for old, new in sabotage["edits"]:
        tail[0].source = tail[0].source.replace(old, new)
    try:
        says(client.message_of(tail), sabotage["expect"])
    except Lost:
        raise
    except Wrong:  # the claim's cell may have moved what it needs, such as a net that it trains: all of it anew
        says(client.message_of(needed + tail), sabotage["expect"])
    last.extend(stands)


def says(message, expected):
    """See that something was thrown, and with the words it should have (which an error of the compiler has not)."""
    if not expected:
        raise Wrong('it does not say in "expect" which words the message should have')
    if message is None:
        raise Wrong("it should throw, but passes")
    lacking = [words for words in expected if words not in message]
    if lacking:
        raise Wrong(f"the message should have {lacking}, but {message}")
