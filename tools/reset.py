"""Brings notebooks back to their first state; your copy is kept beside each."""
import itertools
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from tools import Problem, places, programs


def arguments(parser):
    parser.add_argument("notebooks", nargs="+", metavar="00", help="its number, or its name")


def main(args):
    """Bring notebooks back to their committed state; the student's version stays beside each."""
    if places.HAS_GIT:
        code, listing = programs.answer(["git", "ls-tree", "-r", "-z", "--name-only", "HEAD", "notebooks"])
        if code:
            raise Problem(f"git cannot say what the notebooks were like:\n{listing.strip()}")
        committed = [places.ROOT / name for name in listing.split("\0") if name]
    elif places.PRISTINE.is_dir():
        committed = [places.NOTEBOOKS / file.relative_to(places.PRISTINE) for file in sorted(places.PRISTINE.rglob("*.ipynb"))]
    else:
        raise Problem("The first state of the notebooks is not known: there is no git here, and `setup` was never run.")
    committed = [file for file in committed if places.NOTEBOOK_NAME.fullmatch(file.name) and file.parent.name != "solutions"]
    for file in [places.chosen(name, committed) for name in args.notebooks]:
        name = file.relative_to(places.ROOT).as_posix()
        first = subprocess.run(["git", "show", f"HEAD:{name}"], cwd=places.ROOT, check=True, capture_output=True).stdout if places.HAS_GIT \
            else (places.PRISTINE / file.relative_to(places.NOTEBOOKS)).read_bytes()
        bring(file, first)
        print(f"{name} is as it came. If it is open in JupyterLab: File > Reload Notebook from Disk.")
    return 0


def bring(file, first):
    """Write the file anew; what a student changed in it is kept beside it."""
    if file.exists() and changed(file.read_bytes(), first):
        print(f"Your version is kept as {keep_copy(file).relative_to(places.ROOT).as_posix()}.")
    half = file.with_suffix(".unfinished")
    half.write_bytes(first)
    os.replace(half, file)


def changed(now, first):
    """Whether there is more in it than what JupyterLab writes when a notebook is only opened."""
    try:
        return without_marks_of_opening(now) != without_marks_of_opening(first)
    except (ValueError, KeyError, TypeError, AttributeError):  # no notebook: a half-saved file, or a page of text
        return now != first


def without_marks_of_opening(notebook):
    read = json.loads(notebook)
    for key in ("kernelspec", "language_info"):
        read["metadata"].pop(key, None)
    for cell in read["cells"]:
        cell["metadata"].pop("trusted", None)
        # a text is a string or a list of its lines
        cell["source"] = "".join(cell["source"])
    return read


def keep_copy(file):
    """Copy 00-tour.ipynb to 00-tour.mine-2026-11-21-0933.ipynb, never over an earlier copy."""
    when = time.strftime("%Y-%m-%d-%H%M")
    for end_of_name in itertools.chain([""], (f"-{number}" for number in itertools.count(2))):
        copy = file.with_name(f"{file.stem}.mine-{when}{end_of_name}.ipynb")
        if not copy.exists():
            return Path(shutil.copyfile(file, copy))
