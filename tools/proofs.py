"""Knows of each notebook whether what was proved still stands: notebooks/proofs.json keeps hashes of what a proof rests on.

These are the code cells of the notebook and of its solutions, with their tags and exercises, its sabotages, and the code,
without comments, of what checks claims and of what proves. Outputs, text and other metadata change no proof.
"""
import ast
import hashlib
import io
import json
import os
import re
import threading
import tokenize

from tools import places
from tools.notebook import Wrong, facts, tags
from tools.proving import Course, prove

JUDGES = ("src/main/java/gradus/check", "tools/notebook.py", "tools/proving.py", "tools/fakes.py", "tools/Fakes.java")
# at the same time as long as a part may take: the others have their turn in another tree
FEW = 2
ADVICE = "python3 course.py test --prove"
JAVA = re.compile(r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', re.S)
writing = threading.Lock()


def store():
    return places.NOTEBOOKS / "proofs.json"


def proved():
    return json.loads(store().read_text("utf-8")) if store().exists() else {}


def notebooks():
    """Those that have something to prove."""
    return [file for file in places.notebooks_in(places.NOTEBOOKS) if (course := Course(file)).claims() or course.exercises()]


def hashes(course):
    """What a proof of this notebook rests on."""
    return {"notebook": digest(cells(course.notebook)), "solutions": digest(cells(course.solutions)),
            "sabotages": digest(course.sabotages), "checks": digest(judges())}


def digest(value):
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()[:16]


def cells(notebook):
    return [[cell.source, sorted(tags(cell)), facts(cell)] for cell in notebook.cells if cell.cell_type == "code"]


def judges():
    places_of = [places.ROOT / name for name in JUDGES]
    files = [file for place in places_of for file in (sorted(place.glob("*.java")) if place.is_dir() else [place] * place.exists())]
    return [[file.name, (python_code if file.suffix == ".py" else java_code)(file.read_text("utf-8"))] for file in files]


def java_code(text):
    """Java without comments, and with one space where there were any."""
    return " ".join(JAVA.sub(lambda part: " " if part[0][:2] in ("//", "/*") else part[0], text).split())


def python_code(text):
    """Python without comments, docstrings and empty lines; as it stands otherwise, so that every Python agrees."""
    lines, docstrings = text.splitlines(), set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            docstrings.update(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            row, column = token.start
            lines[row - 1] = lines[row - 1][:column]
    return "\n".join(line.rstrip() for number, line in enumerate(lines, 1) if line.strip() and number not in docstrings)


def look(file):
    """Says in one line why what was proved of a notebook no longer stands."""
    if file.suffix == ".json":
        raise Wrong("belongs to no notebook")
    course = Course(file)
    faults = course.faults()
    if faults:
        raise Wrong("\n".join(faults))
    before, now = proved().get(file.stem), hashes(course)
    if not before:
        raise Wrong(f"was never proved: {ADVICE} {file.stem[:2]}")
    changed = [what for what in now if now[what] != before.get(what)]
    if changed:
        raise Wrong(f"its proof is stale, {' and '.join(changed)} changed since: {ADVICE} {file.stem[:2]}")
    return "proof stands"


def prove_anew(file, options=()):
    """Prove a notebook, in a kernel with room for all that it compiles."""
    # JShell keeps it, of a thousand cells in one kernel: a student's has 700 MB
    os.environ.setdefault("_JAVA_OPTIONS", "-Xmx2g")
    return prove(file, options)


def prove_and_keep(file, options=()):
    """Prove a notebook, and write what the proof rests on."""
    before = hashes(Course(file))
    note = prove_anew(file, options)
    with writing:
        kept = {name: entry for name, entry in proved().items() if (places.NOTEBOOKS / f"{name}.ipynb").exists()}
        kept[file.stem] = before
        lines = [f" {json.dumps(name)}: {json.dumps(kept[name])}" for name in sorted(kept)]
        store().write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    return note


def orphans():
    """Sabotages of notebooks that are gone."""
    return [file for file in sorted((places.NOTEBOOKS / "proofs").glob("*.json")) if not (places.NOTEBOOKS / f"{file.stem}.ipynb").exists()]


def few(files):
    """Some of the notebooks, others for another tree: each has its turn without anybody choosing."""
    tree = hashlib.sha256()
    for file in sorted([*(places.ROOT / "src/main").rglob("*.java"), *places.NOTEBOOKS.rglob("*.ipynb"), *(places.ROOT / "tools").glob("*.py")]):
        tree.update(file.relative_to(places.ROOT).as_posix().encode("utf-8") + file.read_bytes())
    return sorted(files, key=lambda file: digest([tree.hexdigest(), file.name]))[:FEW]


def longest_first(files):
    return sorted(files, key=lambda file: -len(Course(file).sabotages))
