"""Brings a new version of the course; notebooks that you changed are kept beside the new ones."""
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from tools import Problem, places, programs, reset

# folders that are wholly ours: what a new version no longer has there must not stay, or it would be compiled
OURS = ("src", "tools", "docs", "data")


def arguments(parser):
    parser.add_argument("--zip", metavar="FILE", type=Path, help="the new version as a ZIP, where the course did not come by git")


def main(args):
    """Take the new version from git, or from a ZIP."""
    if args.zip and places.HAS_GIT:
        raise Problem("This folder came by git, so the new version comes that way too: leave --zip out.")
    if not args.zip and not places.HAS_GIT:
        raise Problem("This folder did not come by git. Get the new version as a ZIP, and name it: course.py update --zip FILE")
    from_zip(args.zip) if args.zip else from_git()
    print("The course is up to date. The next `lab` builds what changed.")
    return 0


def from_git():
    git("fetch", "--quiet")
    if not git("rev-parse", "--verify", "--quiet", "@{upstream}"):
        raise Problem("This branch follows no other, so there is nothing to update from: git branch --set-upstream-to says which.")
    if git("rev-list", "@{upstream}..HEAD"):
        raise Problem("There are commits of your own here. Bring them together with the new version by hand: git pull --rebase")
    mine = [places.ROOT / name for name in git("diff", "--name-only", "-z", "HEAD").split("\0") if name]
    others = [file for file in mine if not is_notebook(file)]
    if others:
        raise Problem("These files are changed here, and are no notebooks of which a copy is kept: "
                      + ", ".join(file.relative_to(places.ROOT).as_posix() for file in others)
                      + ".\nPut them aside (git stash), update, and bring them back (git stash pop).")
    for file in mine:
        name = file.relative_to(places.ROOT).as_posix()
        reset.bring(file, git("show", f"HEAD:{name}", raw=True))
    git("merge", "--ff-only", "--quiet", "@{upstream}")


def git(*arguments, raw=False):
    code, said = programs.output(["git", *arguments])
    if code and arguments[0] != "rev-parse":
        raise Problem(f"git {arguments[0]} did not work:\n{said.decode('utf-8', 'replace').strip()}")
    return said if raw else "" if code else said.decode("utf-8").strip()


def from_zip(file):
    """Unpack the ZIP over the course. Its first state, which the set-up keeps, tells what a student changed."""
    if not places.PRISTINE.is_dir():
        raise Problem("The first state of the notebooks is not known, since `setup` was never run here: unpack the ZIP into a new folder.")
    new = contents(file)
    for name in OURS:
        shutil.rmtree(places.ROOT / name, ignore_errors=True)
    notebooks = {name: text for name, text in new.items() if name.parts[0] == "notebooks"}
    for old in [old for old in places.NOTEBOOKS.rglob("*.ipynb") if places.NOTEBOOK_NAME.fullmatch(old.name)]:
        first = places.PRISTINE / old.relative_to(places.NOTEBOOKS)
        if first.exists() and reset.changed(old.read_bytes(), first.read_bytes()):
            print(f"Your version is kept as {reset.keep_copy(old).relative_to(places.ROOT).as_posix()}.")
        if first.exists():
            old.unlink()
    for name, text in new.items():
        target = places.ROOT / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)
    shutil.rmtree(places.PRISTINE)
    for name, text in notebooks.items():
        target = places.PRISTINE.joinpath(*name.parts[1:])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text)


def contents(file):
    """The files of the ZIP by their names, without the folder that they lie in; read whole before anything is changed."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = [PurePosixPath(entry.filename) for entry in archive.infolist() if not entry.is_dir()]
            texts = [archive.read(entry) for entry in archive.infolist() if not entry.is_dir()]
    except (OSError, zipfile.BadZipFile) as error:
        raise Problem(f"{file} cannot be read as a ZIP: {error}") from None
    course = [name.parent for name in names if name.name == "course.py"]
    if not course or any(name.is_absolute() or ".." in name.parts for name in names):
        raise Problem(f"{file} holds no course: there is no course.py in it.")
    inside = min(course, key=lambda folder: len(folder.parts))
    return {name.relative_to(inside): text for name, text in zip(names, texts) if name.is_relative_to(inside)}


def is_notebook(file):
    return file.parent == places.NOTEBOOKS and places.NOTEBOOK_NAME.fullmatch(file.name)
