"""Where things are: the folders of the course, and which files are its notebooks."""
import os
import re
import shutil
from pathlib import Path

from tools import Problem

ROOT = Path(__file__).resolve().parent.parent
TARGET, VENV, PRISTINE = ROOT / "target", ROOT / ".venv", ROOT / ".pristine"
NOTEBOOKS, TESTS = ROOT / "notebooks", ROOT / "src" / "test"
WINDOWS = os.name == "nt"
HAS_GIT = (ROOT / ".git").exists() and shutil.which("git")
# 00-tour.ipynb, but neither Untitled.ipynb nor 00-tour-Copy1.ipynb nor 00-tour.mine-2026-….ipynb
NOTEBOOK_NAME = re.compile(r"[a-z0-9-]+\.ipynb")


def notebooks_in(folder):
    return sorted(file for file in folder.glob("*.ipynb") if NOTEBOOK_NAME.fullmatch(file.name))


def some(names, files):
    """The notebooks that are meant by these names; all, without any."""
    return [chosen(name, files) for name in names] or files


def chosen(name, files):
    """The notebook that is meant by 00, 00-tour or 00-tour.ipynb."""
    for file in files:
        if name in (file.name, file.stem) or file.name.startswith(name + "-"):
            return file
    raise Problem(f"There is no notebook {name}. There are: {', '.join(file.stem for file in files) or 'none'}.")
