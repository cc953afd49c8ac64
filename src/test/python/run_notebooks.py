"""Runs notebooks, each in a clean Java kernel, two at a time.

    run_notebooks.py run FILE...      execute and write the outputs into the files
    run_notebooks.py check FILE...    execute and compare with the outputs in the files

`course.py run` and `course.py test` start it. What it reads from a notebook, all of it in the metadata of cells:

  tag raises-exception    the cell may throw
  tag timing              its outputs differ from run to run and are not compared
  tag setup               exercises and claims below need this cell (the first code cell is always meant)
  tag answer              the student writes here; "gradus": {"exercise": "04.2"}
  tag check               tries the answer;         "gradus": {"exercise": "04.2"}
  tag cover               its picture stands for the notebook in notebooks/README.md: `run` writes it to pictures/

and from the notebook of the same name in solutions/:

  tag solution            right code for the answer cell; "gradus": {"exercise": "04.2"}
  tag mistake             wrong code for it;              "gradus": {"exercise": "04.2", "expect": ["words", ...]}
  tag sabotage            shows that a claim can fail; its text says how. "gradus": {"claim": "id of the claim's cell",
                          "edits": [["from", "to"], ...], "expect": ["words", ...]}, and where they are needed
                          "cell": "id of the cell to edit, above the claim's" and "needs": ["ids of cells to run before"]

Every exercise has one solution, whose check passes, and two mistakes or more, whose check throws a message with the
words expected. Every `claim(` has a sabotage: its cells pass as they stand, and throw when each edit is made, again with
the words expected. For this, the first code cell, those tagged setup, and those in "needs" run before; sabotages of one
claim that need the same cells stand one after the other, so that these run once.
"""
import base64
import concurrent.futures
import contextlib
import copy
import itertools
import logging
import os
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
import course

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

CELL_SECONDS = 180
NUMBER = re.compile(r"([-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
# what our kernel reports on every JDK: a notebook saved with anything else is changed by opening it
LANGUAGE = {"name": "java", "version": "17", "file_extension": ".jshell", "mimetype": "text/x-java-source",
            "codemirror_mode": "java", "pygments_lexer": "java"}


class Wrong(Exception):
    """What is wrong with a notebook, for the one who wrote it."""


class Client(NotebookClient):
    """A clean Java kernel for a notebook, with more options for its JVM; `with client.kernel():` runs it."""

    alive = set()

    def __init__(self, notebook, folder, *options):
        super().__init__(notebook, kernel_name="java", timeout=CELL_SECONDS, startup_timeout=60, record_timing=False,
                         coalesce_streams=True, shutdown_kernel="immediate", resources={"metadata": {"path": str(folder)}})
        self.options = options

    def create_kernel_manager(self):
        manager = super().create_kernel_manager()
        manager.kernel_spec.argv[1:1] = self.options
        Client.alive.add(manager)
        return manager

    @contextlib.contextmanager
    def kernel(self):
        """Start the kernel, its noise in target/kernels.log; it ends with the `with` block."""
        with open(course.log_file("kernels.log"), "ab") as noise, self.setup_kernel(stdout=noise, stderr=noise):
            yield

    def run(self, cell, number):
        """Run one code cell; what it throws unasked is Wrong, with the cell's number in the notebook."""
        place = f"cell {number} ({first_line(cell.source)})"
        try:
            self.execute_cell(cell, number - 1)
        except CellExecutionError as e:
            raise Wrong(f"{place} throws {thrown(cell) or e}") from None
        except CellTimeoutError:
            raise Wrong(f"{place} runs longer than {CELL_SECONDS} s") from None
        except DeadKernelError:
            raise Wrong(f"{place}: the kernel died; see {course.TARGET / 'kernels.log'}") from None

    def message_of(self, cells):
        """Run copies of cells one after the other; the message of the first that throws, or None."""
        for cell in cells:
            self.nb.cells.append(copy.deepcopy(cell))
            try:
                self.run(self.nb.cells[-1], len(self.nb.cells))
            except Wrong as wrong:
                return str(wrong)
        return None


def first_line(source):
    return source.strip().split("\n", 1)[0][:60]


def thrown(cell):
    """What a cell threw: the message as it was thrown, and all that the kernel says, which breaks long lines."""
    for output in cell.outputs:
        if output.output_type == "error":
            text = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join([output.evalue, *output.traceback]))
            return "\n".join([line for line in text.splitlines() if line.strip()][:20])
    return None


def tags(cell):
    return cell.metadata.get("tags", [])


def facts(cell):
    return cell.metadata.get("gradus", {})


# ---- Executing and comparing --------------------------------------------------------------------

def execute(file, options):
    """The notebook with the outputs of a fresh run, without what differs from machine to machine."""
    notebook = nbformat.read(file, as_version=4)
    client = Client(notebook, file.parent, *options)
    with client.kernel():
        for number, cell in enumerate(notebook.cells, 1):
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                client.run(cell, number)
                cell.metadata.pop("execution", None)
    notebook.metadata["kernelspec"] = {"name": "java", "display_name": "Java", "language": "java"}
    notebook.metadata["language_info"] = dict(LANGUAGE)
    return notebook


def run(file, options):
    notebook = execute(file, options)
    half = file.with_suffix(".unfinished")
    nbformat.write(notebook, half)
    os.replace(half, file)
    picture = cover(notebook)
    if picture:
        folder = file.parent / "pictures"
        folder.mkdir(exist_ok=True)
        (folder / file.with_suffix(".png").name).write_bytes(picture)


def cover(notebook):
    """The picture of the cell tagged cover, or None."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()) if "cover" in tags(cell) else ():
            if "image/png" in output.get("data", {}):
                return base64.b64decode(output.data["image/png"])
    return None


def check(file, options):
    committed = nbformat.read(file, as_version=4)
    for number, (old, new) in enumerate(zip(committed.cells, execute(file, options).cells), 1):
        if old.cell_type == "code" and "timing" not in tags(old):
            difference = different(old.outputs, new.outputs)
            if difference:
                raise Wrong(f"cell {number} ({first_line(old.source)}) {difference}")


def different(old, new):
    """How two lists of outputs differ, or None: the same kinds, and texts whose numbers agree within 2 %."""
    kinds = [[(o.output_type, o.get("name") or sorted(o.get("data", ()))) for o in outputs] for outputs in (old, new)]
    if kinds[0] != kinds[1]:
        return f"had the outputs {kinds[0]}, has {kinds[1]}"
    for a, b in zip(map(texts, old), map(texts, new)):
        for line_a, line_b in itertools.zip_longest(a, b, fillvalue=""):
            if not agree(line_a, line_b):
                return f"said\n{line_a.strip()}\nnow says\n{line_b.strip()}"
    return None


def texts(output):
    """The lines of all that is text in an output; pictures are left out, those in HTML too: fonts differ."""
    parts = [output.get("text", ""), output.get("evalue", "")]
    parts += [value for kind, value in sorted(output.get("data", {}).items()) if kind.startswith("text/")]
    return re.sub(r"base64,[\w+/=]+", "", "\n".join(parts)).split("\n")


def agree(a, b):
    """Whether two lines are the same, but for numbers that differ by 2 % at most or are rounding errors, and for spaces."""
    a, b = NUMBER.split(a), NUMBER.split(b)
    a[::2], b[::2] = ([re.sub(r"\s", "", words) for words in parts[::2]] for parts in (a, b))
    return len(a) == len(b) and a[::2] == b[::2] and all(map(close, a[1::2], b[1::2]))


def close(a, b):
    a, b = (float(number.replace("−", "-")) for number in (a, b))
    return abs(a - b) <= max(0.02 * max(abs(a), abs(b)), 1e-12)


# ---- Exercises and claims -----------------------------------------------------------------------

def test(file, options):
    """A notebook runs to its end; one of solutions/ does what the head of this file says."""
    if file.parent == course.NOTEBOOKS / "solutions":
        return prove(file, file.parent.parent / file.name, options)
    notebook = execute(file, options)
    solutions = course.NOTEBOOKS / "solutions" / file.name
    if file.parent == course.NOTEBOOKS and not solutions.exists() and (exercises(notebook) or claims(notebook)):
        raise Wrong(f"has exercises or claims, but there is no {solutions.relative_to(course.ROOT)}")
    return None


def exercises(notebook):
    return sorted({facts(cell)["exercise"] for cell in notebook.cells if "answer" in tags(cell)})


def claims(notebook):
    """How many claims each cell makes, by the cell's id."""
    counts = {cell.id: len(re.findall(r"\bclaim\(", cell.source)) for cell in notebook.cells if cell.cell_type == "code"}
    return {id: count for id, count in counts.items() if count}


def prove(solutions_file, notebook_file, options):
    """Put each solution, mistake and sabotage into the notebook and see that it has the effect it should have."""
    notebook, solutions = (nbformat.read(file, as_version=4) for file in (notebook_file, solutions_file))
    of = {tag: [cell for cell in solutions.cells if tag in tags(cell)] for tag in ("solution", "mistake", "sabotage")}
    wrongs = missing(notebook, of)
    with (client := Client(nbformat.v4.new_notebook(), notebook_file.parent, "-Dgradus.strict=true", *options)).kernel():
        last = None
        for tag, cell in [(tag, cell) for tag, cells in of.items() for cell in cells]:
            try:
                if tag == "sabotage":
                    last = prove_sabotage(client, notebook, cell, last)
                else:
                    prove_answer(client, notebook, cell, tag)
            except Wrong as wrong:
                last = None
                where = facts(cell).get("claim") or facts(cell).get("exercise")
                wrongs.append(f"{tag} of {where} ({first_line(cell.source)}): {wrong}")
    if wrongs:
        raise Wrong("\n".join(wrongs))
    return ", ".join(f"{len(cells)} {tag}{'' if len(cells) == 1 else 's'}" for tag, cells in of.items())


def missing(notebook, of):
    """The exercises and claims that nothing shows to be right, or able to fail."""
    wrongs = []
    for name in exercises(notebook):
        count = {tag: sum(facts(cell).get("exercise") == name for cell in of[tag]) for tag in ("solution", "mistake")}
        if count["solution"] != 1 or count["mistake"] < 2:
            wrongs.append(f"exercise {name} needs one solution and two mistakes, has {count['solution']} and {count['mistake']}")
    for id, count in claims(notebook).items():
        shown = sum(facts(cell).get("claim") == id for cell in of["sabotage"])
        if shown < count:
            wrongs.append(f"cell {id} makes {count} claims, and {shown} are shown to be able to fail (tag sabotage)")
    return wrongs


def prove_answer(client, notebook, cell, tag):
    name = facts(cell)["exercise"]
    spot = {which: index for index, c in enumerate(notebook.cells) for which in ("answer", "check")
            if which in tags(c) and facts(c).get("exercise") == name}
    if len(spot) != 2:
        raise Wrong("the notebook has no cells tagged answer and check for it")
    message = client.message_of(before(notebook, spot["answer"]) + [cell])
    if message:
        raise Wrong(f"it should run before it is checked, but {message}")
    message = client.message_of([notebook.cells[spot["check"]]])
    if tag == "mistake":
        says(message, facts(cell).get("expect"))
    elif message:
        raise Wrong(f"the check rejects it: {message}")


def prove_sabotage(client, notebook, cell, last=None):
    """Returns what stands in the kernel now; when that is what the next sabotage needs, it is not computed again."""
    index = {c.id: i for i, c in enumerate(notebook.cells)}
    claim, edited = facts(cell)["claim"], facts(cell).get("cell", facts(cell)["claim"])
    unknown = [id for id in [claim, edited, *facts(cell).get("needs", [])] if id not in index]
    if unknown:
        raise Wrong(f"the notebook has no cell {', '.join(unknown)}")
    tail = [notebook.cells[i] for i in sorted({index[edited], index[claim]})]
    needed = before(notebook, index[edited], facts(cell).get("needs", []))
    stands = (claim, edited, facts(cell).get("needs"))
    if stands != last:
        message = client.message_of(needed + tail)
        if message:
            raise Wrong(f"without the edit it should pass, but {message} (are cells missing in \"needs\"?)")
    tail[0] = copy.deepcopy(tail[0])
    for old, new in facts(cell)["edits"]:
        if tail[0].source.count(old) != 1:
            raise Wrong(f"the edit's \"{old}\" should stand once in the cell, but stands there {tail[0].source.count(old)} times")
        tail[0].source = tail[0].source.replace(old, new)
    try:
        says(client.message_of(tail), facts(cell).get("expect"))
    except Wrong:  # the claim's cell may have moved what it needs, such as a net that it trains: all of it anew
        says(client.message_of(needed + tail), facts(cell).get("expect"))
    return stands


def before(notebook, index, needs=()):
    """The code cells above that this one cannot do without."""
    code = [cell for cell in notebook.cells[:index] if cell.cell_type == "code"]
    return [cell for cell in code if cell is code[0] or "setup" in tags(cell) or cell.id in needs]


def says(message, expected):
    """See that something was thrown, and with the words it should have (which an error of the compiler has not)."""
    if not expected:
        raise Wrong('it does not say in "expect" which words the message should have')
    if message is None:
        raise Wrong("it should throw, but passes")
    lacking = [words for words in expected if words not in message]
    if lacking:
        raise Wrong(f"the message should have {lacking}, but {message}")


# ---- Two at a time ------------------------------------------------------------------------------

def run_all(how, files, kernels=None):
    """Do one of run, check and test with each notebook; print a line for each; return how many passed and failed."""
    logging.basicConfig(filename=course.log_file("notebooks.log"), filemode="w")
    course.log_file("kernels.log").write_bytes(b"")
    options = [f"-Dgradus.kernels={kernels}"] if kernels else []
    counts = [0, 0]
    pool = concurrent.futures.ThreadPoolExecutor(2)
    try:
        for done in concurrent.futures.as_completed([pool.submit(outcome, how, Path(file), options) for file in files]):
            passed, line = done.result()
            counts[0 if passed else 1] += 1
            print("    " + line.replace("\n", "\n      "), flush=True)
        pool.shutdown()
    except KeyboardInterrupt:
        for manager in Client.alive:
            if manager.provisioner and manager.provisioner.process:
                manager.provisioner.process.kill()
        os._exit(130)
    return counts


def outcome(how, file, options):
    began = time.monotonic()
    try:
        note = how(file, options)
        passed, what = True, f" ({note})" if note else ""
    except Exception as e:  # one broken notebook must not end the others
        if not isinstance(e, Wrong):
            logging.exception("%s", file)
        passed, what = False, f": {e if isinstance(e, Wrong) else f'{type(e).__name__}: {e}'}"
    name = file.relative_to(course.ROOT).as_posix() if course.ROOT in file.parents else file
    return passed, f"{'ok    ' if passed else 'FAILED'} {name}  {time.monotonic() - began:.0f} s{what}"


def main(mode, *files):
    print("  Notebooks", flush=True)
    passed, failed = run_all({"run": run, "check": check}[mode], files)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    course.end_like_ctrl_c()
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
