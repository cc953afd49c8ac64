"""Runs notebooks and writes their outputs into them, as they are committed, or compares with the outputs in them.

The picture of the cell tagged cover goes to notebooks/pictures/.
"""
import base64
import os

from tools import places, setup

PACKAGES = (setup.STUDENT,)


def arguments(parser):
    parser.add_argument("notebooks", nargs="*", metavar="00", help="its number, or its name; all, without one")
    parser.add_argument("--check", action="store_true", help="write nothing: compare with the outputs in them")


def main(args):
    # they need the packages, which the help does without
    from tools import notebook

    files = places.some(args.notebooks, places.notebooks_in(places.NOTEBOOKS))
    print("  Notebooks", flush=True)
    passed, failed = notebook.each(check if args.check else run, files)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def run(file):
    from tools import notebook

    executed = notebook.execute(file)
    half = file.with_suffix(".unfinished")
    notebook.write(executed, half)
    os.replace(half, file)
    picture = cover(executed)
    if picture:
        folder = file.parent / "pictures"
        folder.mkdir(exist_ok=True)
        (folder / file.with_suffix(".png").name).write_bytes(picture)


def cover(notebook):
    """The picture of the cell tagged cover, or None."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()) if "cover" in cell.metadata.get("tags", ()) else ():
            if "image/png" in output.get("data", {}):
                return base64.b64decode(output.data["image/png"])
    return None


def check(file):
    from tools import comparing, notebook

    for number, (old, new) in enumerate(zip(notebook.read(file).cells, notebook.execute(file).cells), 1):
        if old.cell_type == "code" and "timing" not in notebook.tags(old):
            difference = comparing.different(old.outputs, new.outputs)
            if difference:
                raise notebook.Wrong(f"cell {number} ({notebook.first_line(old.source)}) {difference}")
