"""Runs the cells of notebooks, each notebook in a clean Java kernel, two at a time.

What the tools read from a notebook, all of it in the metadata of cells:

  tag raises-exception    the cell may throw, and claim what does not hold
  tag timing              its outputs differ from run to run and are not compared
  tag setup               exercises and claims below need this cell (the first code cell is always meant)
  tag answer              the student writes here; "gradus": {"exercise": "04.2"}
  tag check               tries the answer;         "gradus": {"exercise": "04.2"}
  tag cover               its picture stands for the notebook in notebooks/README.md: `run` writes it to pictures/

What stands in solutions/ and proofs/ is told at the head of proving.py.
"""
import concurrent.futures
import contextlib
import copy
import logging
import os
import re
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from tools import places, programs

# ends a hang and nothing else: a whole notebook takes less than 60 s on an idle machine
SECONDS = 1200
# what our kernel reports on every JDK: a notebook saved with anything else is changed by opening it
LANGUAGE = {"name": "java", "version": "17", "file_extension": ".jshell", "mimetype": "text/x-java-source",
            "codemirror_mode": "java", "pygments_lexer": "java"}


class Wrong(Exception):
    """What is wrong with a notebook, for the one who wrote it."""


class Lost(Wrong):
    """The kernel hangs or is dead: nothing more can be learned from it."""


class Client(NotebookClient):
    """A clean Java kernel for a notebook, with more options for its JVM; `with client.started():` runs it."""

    alive = set()

    def __init__(self, notebook, folder, *options):
        super().__init__(notebook, kernel_name="java", timeout=SECONDS, startup_timeout=SECONDS, iopub_timeout=SECONDS,
                         record_timing=False, coalesce_streams=True, shutdown_kernel="immediate", resources={"metadata": {"path": str(folder)}})
        self.options = options

    def create_kernel_manager(self):
        manager = super().create_kernel_manager()
        manager.kernel_spec.argv[1:1] = self.options
        Client.alive.add(manager)
        return manager

    @contextlib.contextmanager
    def started(self):
        """Start the kernel, its noise in target/kernels.log; it ends with the `with` block."""
        with open(programs.log_file("kernels.log"), "ab") as noise, self.setup_kernel(stdout=noise, stderr=noise):
            yield self

    def run(self, cell, number):
        """Run one code cell; what it throws unasked is Wrong, with the cell's number in the notebook."""
        place = f"cell {number} ({first_line(cell.source)})"
        try:
            self.execute_cell(cell, number - 1)
        except CellExecutionError as e:
            raise Wrong(f"{place} throws {thrown(cell) or e}") from None
        except CellTimeoutError:
            raise Lost(f"{place} hangs: it still runs after {SECONDS} s") from None
        except DeadKernelError:
            raise Lost(f"{place}: the kernel died; see {places.TARGET / 'kernels.log'}") from None

    def message_of(self, cells):
        """Run copies of cells one after the other; the message of the first that throws, or None; Lost ends it."""
        for cell in cells:
            self.nb.cells.append(copy.deepcopy(cell))
            try:
                self.run(self.nb.cells[-1], len(self.nb.cells))
            except Lost:
                raise
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


def read(file):
    return nbformat.read(file, as_version=4)


def write(notebook, file):
    nbformat.write(notebook, file)


def execute(file, options=(), strict=False):
    """The notebook with the outputs of a fresh run, without what differs from machine to machine.

    Under strict every claim throws that does not hold, and every exercise: each must say that it is open.
    """
    notebook = read(file)
    client = Client(notebook, file.parent, *options, *["-Dgradus.strict=true"] * strict)
    with client.started():
        for number, cell in enumerate(notebook.cells, 1):
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                if strict and "check" in tags(cell):
                    must_be_open(client, cell, number)
                else:
                    client.run(cell, number)
                    must_hold(cell, number)
                cell.metadata.pop("execution", None)
    notebook.metadata["kernelspec"] = {"name": "java", "display_name": "Java", "language": "java"}
    notebook.metadata["language_info"] = dict(LANGUAGE)
    return notebook


def must_hold(cell, number):
    """A claim that fails is a line for a reader; what is written or compared must not have one, unless its tag allows it."""
    for output in cell.outputs if "raises-exception" not in tags(cell) else ():
        found = re.search(r"^✗ no longer holds with your values: .*", output.get("text", ""), re.M)
        if found:
            raise Wrong(f"cell {number} ({first_line(cell.source)}) claims what does not hold: {found[0]}")


def must_be_open(client, cell, number):
    try:
        client.run(cell, number)
    except Lost:
        raise
    except Wrong as wrong:
        if " is open: " not in str(wrong):
            raise
    else:
        raise Wrong(f"cell {number} ({first_line(cell.source)}) should be open under strict, but passes")


# ---- Two at a time ------------------------------------------------------------------------------

def each(how, files):
    """Do something with each notebook; print a line for each; return how many passed and failed."""
    logging.basicConfig(filename=programs.log_file("notebooks.log"), filemode="w")
    programs.log_file("kernels.log").write_bytes(b"")
    counts = [0, 0]
    pool = concurrent.futures.ThreadPoolExecutor(2)
    try:
        for done in concurrent.futures.as_completed([pool.submit(outcome, how, file) for file in files]):
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


def outcome(how, file):
    began = time.monotonic()
    try:
        note = how(file)
        passed, what = True, f" ({note})" if note else ""
    except Exception as e:  # one broken notebook must not end the others
        if not isinstance(e, Wrong):
            logging.exception("%s", file)
        passed, what = False, f": {e if isinstance(e, Wrong) else f'{type(e).__name__}: {e}'}"
    name = file.relative_to(places.ROOT).as_posix() if places.ROOT in file.parents else file
    return passed, f"{'ok    ' if passed else 'FAILED'} {name}  {time.monotonic() - began:.0f} s{what}"
