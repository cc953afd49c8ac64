"""Runs all tests: JUnit through Maven, the tests of this folder, every notebook. `course.py test` starts it."""
import argparse
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
import course
import run_notebooks


def junit(kernels):
    command = [course.find_maven(), "-B", "-ntp", "-Pbench", "test", "-Dstyle.color=never"]
    command += [f"-Dgradus.kernels={kernels}"] if kernels else []
    code = course.step("JUnit", command, "junit.log", os.environ)
    # the lines of single classes go on with the time they took, the sum of a run does not
    sums = re.findall(r"Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)\s*$", log("junit.log"), re.M)
    run, failures, errors, skipped = (sum(map(int, column)) for column in zip(*sums)) if sums else (0, 0, 0, 0)
    return counted(run, failures, errors, skipped, code, "junit.log")


def python(_kernels):
    command = [sys.executable, "-m", "unittest", "discover", "-s", course.TESTS / "python"]
    code = course.step("Python", command, "python-tests.log", os.environ)
    run = re.findall(r"^Ran (\d+) test", log("python-tests.log"), re.M)
    bad = dict(re.findall(r"(failures|errors|skipped)=(\d+)", log("python-tests.log").rsplit("\nRan ", 1)[-1]))
    return counted(int(run[-1]) if run else 0, *(int(bad.get(kind, 0)) for kind in ("failures", "errors", "skipped")),
                   code, "python-tests.log")


def notebooks(kernels):
    print("  Notebooks", flush=True)
    folders = [course.NOTEBOOKS / "solutions", course.NOTEBOOKS, course.NOTEBOOKS / "homework", course.TESTS / "notebooks"]
    return run_notebooks.run_all(run_notebooks.test, [file for folder in folders for file in course.notebooks_in(folder)], kernels)


def log(name):
    return course.log_file(name).read_text("utf-8", "replace")


def counted(run, failures, errors, skipped, code, name):
    """Print the counts of a part, and the log's end when it failed; return how many tests passed and failed."""
    print(f"    Tests run: {run}, Failures: {failures}, Errors: {errors}, Skipped: {skipped}", flush=True)
    if code:
        print(course.last_lines(name, 40), flush=True)
    bad = failures + errors
    return run - skipped - bad, max(bad, 1 if code else 0)


def main():
    parts = {"junit": junit, "python": python, "notebooks": notebooks}
    parser = argparse.ArgumentParser()
    parser.add_argument("--kernels")
    parser.add_argument("--only")
    args = parser.parse_args()
    counts = [part(args.kernels) for name, part in parts.items() if args.only in (None, name)]
    passed, failed = (sum(column) for column in zip(*counts))
    print(f"\n{passed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def go(script):
    """Run a script's main function; what stops it is said in a sentence, and Ctrl-C ends all that was started."""
    course.end_like_ctrl_c()
    try:
        sys.exit(script())
    except course.Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    go(main)
