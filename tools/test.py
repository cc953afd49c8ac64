"""Runs all tests, a part after the other, and tells for each what passed, what failed and how long it took.

  junit       the tests of the library, through Maven
  python      the tests of course.py, of its tools, and of the kernel
  notebooks   every notebook, strict: what it claims holds, and its exercises are open
  solutions   every solution passes its check, and no wrong answer that is made of it, nor a mistake (--all: all mistakes)
  browser     JupyterLab in Chromium: start page, documentation, an error, Stop; and the checkout is clean afterwards
  proofs      no proof that a claim can fail is stale; a few are made anew, others for another tree (--all: all of them)

A part whose tools are not here is not run, and says what it needs; where CI=true, that is a failure.
"""
import collections
import functools
import importlib.util
import os
import re
import shutil
import sys
import time

from tools import machine, places, programs, setup

PACKAGES = (setup.STUDENT, setup.DEVELOPER)
# ten times the usual: ends a hang and nothing else
MINUTES = 40


def junit(args):
    command = [machine.find_maven(), "-B", "-ntp", "-Pbench", "test", "-Dstyle.color=never"]
    command += [f"-Dgradus.kernels={args.kernels}"] if args.kernels else []
    code = programs.step("JUnit", command, "junit.log", os.environ, minutes=MINUTES)
    # the lines of single classes go on with the time they took, the sum of a run does not
    sums = re.findall(r"Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)\s*$", log("junit.log"), re.M)
    run, failures, errors, skipped = (sum(map(int, column)) for column in zip(*sums)) if sums else (0, 0, 0, 0)
    return counted(run, failures, errors, skipped, code, "junit.log")


def python(_args):
    return unittests("Python", "python", "python-tests.log")


def browser(_args):
    return unittests("Browser", "browser", "browser-tests.log")


def unittests(title, folder, name):
    command = [sys.executable, "-m", "unittest", "discover", "-v", "-s", places.TESTS / folder]
    code = programs.step(title, command, name, os.environ, minutes=MINUTES)
    run = re.findall(r"^Ran (\d+) test", log(name), re.M)
    bad = dict(re.findall(r"(failures|errors|skipped)=(\d+)", log(name).rsplit("\nRan ", 1)[-1]))
    return counted(int(run[-1]) if run else 0, *(int(bad.get(kind, 0)) for kind in ("failures", "errors", "skipped")), code, name)


def log(name):
    return programs.log_file(name).read_text("utf-8", "replace")


def counted(run, failures, errors, skipped, code, name):
    """Print the counts of a part, and the log's end when it failed; return how many tests passed and failed."""
    print(f"    Tests run: {run}, Failures: {failures}, Errors: {errors}, Skipped: {skipped}", flush=True)
    if code:
        print(programs.last_lines(name, 40), flush=True)
    bad = failures + errors
    return run - skipped - bad, bad or int(code != 0)


# the packages that the following parts import are there in the environment alone

def notebooks(args):
    from tools import notebook

    print("  Notebooks, strict", flush=True)
    files = places.some(args.notebooks, places.notebooks_in(places.NOTEBOOKS))
    files += [] if args.notebooks else places.notebooks_in(places.TESTS / "notebooks")

    def run(file):
        notebook.execute(file, options(args), strict=True)

    return notebook.each(run, files)


def solutions(args):
    from tools import notebook, proofs, proving

    print("  Solutions, and " + ("all mistakes" if args.all else "one mistake of each exercise"), flush=True)
    files = [file for file in places.some(args.notebooks, proofs.notebooks()) if proving.Course(file).exercises()]
    return notebook.each(functools.partial(proving.answers, options=options(args), mistakes=None if args.all else 1), files)


def proofs(args):
    from tools import notebook, proofs

    print("  Proofs that every claim can fail", flush=True)
    files = places.some(args.notebooks, proofs.notebooks())
    passed, failed = notebook.each(proofs.look, files + ([] if args.notebooks else proofs.orphans()))
    anew = files if args.all else proofs.few(files)
    passed_anew, failed_anew = notebook.each(functools.partial(proofs.prove_anew, options=options(args)), proofs.longest_first(anew))
    return passed + passed_anew, failed + failed_anew


def options(args):
    return [f"-Dgradus.kernels={args.kernels}"] if args.kernels else []


Part = collections.namedtuple("Part", "name needs run")
# needs: programs of the PATH, and packages of Python
PARTS = [
    Part("junit", ["mvn"], junit),
    Part("python", ["jupyter_client", "numpy", "safetensors"], python),
    Part("browser", ["chromium", "playwright"], browser),
    Part("notebooks", ["nbclient"], notebooks),
    Part("solutions", ["nbclient"], solutions),
    Part("proofs", ["nbclient"], proofs),
]


def arguments(parser):
    parser.add_argument("notebooks", nargs="*", metavar="00", help="of the notebooks only these, by number or name")
    parser.add_argument("--part", action="append", choices=[part.name for part in PARTS], help="only this one; may be given again")
    parser.add_argument("--all", action="store_true", help="all mistakes and all proofs too")
    parser.add_argument("--prove", action="store_true", help="prove what these notebooks claim, and keep that it was proved")
    parser.add_argument("--kernels", choices=["plain", "vector"], help="on the plain or on the vector kernels")


def main(args):
    if args.prove:
        return prove(args)
    rows = [row(part, args) for part in PARTS if not args.part or part.name in args.part]
    print("\n  part        passed  failed  seconds")
    for name, passed, failed, seconds, note in rows:
        print(f"  {name:<10} {passed:7} {failed:7} {seconds:8.0f}{note}")
    passed, failed, seconds = (sum(column) for column in list(zip(*rows))[1:4])
    print(f"  {'all':<10} {passed:7} {failed:7} {seconds:8.0f}\n\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def row(part, args):
    """Run a part: its name, how many passed and failed, its seconds, and a word if it was not run."""
    lacking = [name for name in part.needs if not shutil.which(name) and not importlib.util.find_spec(name)]
    if lacking:
        note = f"   not run: needs {' and '.join(lacking)}"
        print(f"  {part.name}{note}", flush=True)
        return part.name, 0, int(os.environ.get("CI") == "true"), 0, note
    began = time.monotonic()
    return part.name, *part.run(args), time.monotonic() - began, ""


def prove(args):
    from tools import notebook, proofs

    print("  Proofs that every claim can fail, and that every answer is judged rightly", flush=True)
    files = proofs.longest_first(places.some(args.notebooks, proofs.notebooks()))
    passed, failed = notebook.each(functools.partial(proofs.prove_and_keep, options=options(args)), files)
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0
