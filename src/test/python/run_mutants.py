"""Changes the mathematics in many small ways and counts how many changes the tests notice. `course.py mutants` starts it.

PIT makes the changes, one at a time, in compiled code: + for -, < for <=, a call left out, a result of 0. A change that
no test notices is a line that no test holds; each is listed in target/pit-reports/index.html. What it cannot decide (a
change that ends the test's JVM, or that it cannot put into a running one) counts as not noticed.
"""
import os
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
import course
import run_tests

MINUTES = 60
PACKAGES = ("tensor", "nn", "init", "loss", "optim", "metrics")


def main():
    print(f"  Mutants of {', '.join(PACKAGES)}, {MINUTES} minutes at most", flush=True)
    end = time.monotonic() + 60 * MINUTES
    made_of_all, killed_of_all = 0, 0
    for package in PACKAGES:
        start = time.monotonic()
        if start > end:
            print(f"    {package}: not begun, the time is over", flush=True)
            continue
        made, killed = mutate(package, end - start)
        if made is None:
            print(f"    {package}: not finished, the time is over", flush=True)
            continue
        made_of_all, killed_of_all = made_of_all + made, killed_of_all + killed
        print(f"    {package}: {killed} of {made} killed, {time.monotonic() - start:.0f} s", flush=True)
    share = 100 * killed_of_all / made_of_all if made_of_all else 0
    print(f"\n{killed_of_all} of {made_of_all} mutants killed, {share:.1f} %; see target/pit-reports", flush=True)
    return 0 if share >= 85 else 1


def mutate(package, seconds):
    """PIT over one package with the tests of all six: how many mutants it made, and how many were killed."""
    tests = ",".join(f"gradus.{name}.*Test" for name in PACKAGES)
    report = course.TARGET / "pit-reports" / package
    log = course.log_file(f"mutants-{package}.log")
    command = [course.find_maven(), "-B", "-ntp", "-Dstyle.color=never", "test-compile", "org.pitest:pitest-maven:mutationCoverage",
               f"-DtargetClasses=gradus.{package}.*", f"-DtargetTests={tests}", f"-DreportsDirectory={report}"]
    with open(log, "wb") as out, course.running(command, stdout=out, stderr=out, env=os.environ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            course.end(process)
            return None, None
    if process.returncode:
        raise course.Problem(f"PIT failed on {package}:\n{course.last_lines(log)}")
    statuses = re.findall(r"<mutation detected='(?:true|false)' status='(\w+)'", (report / "mutations.xml").read_text("utf-8"))
    return len(statuses), sum(status in ("KILLED", "TIMED_OUT") for status in statuses)


if __name__ == "__main__":
    run_tests.go(main)
