"""Changes the mathematics in many small ways and counts how many changes the tests notice.

PIT makes the changes, one at a time, in compiled code: + for -, < for <=, a call left out, a result of 0. A change that
no test notices is a line that no test holds; each is listed in target/pit-reports/index.html. What it cannot decide (a
change that ends the test's JVM, or that it cannot put into a running one) counts as not noticed.
"""
import os
import re
import subprocess
import time

from tools import Problem, machine, places, programs, setup

PACKAGES = (setup.STUDENT, setup.DEVELOPER)
MINUTES = 60
MUTATED = ("tensor", "nn", "init", "loss", "optim", "metrics")


def arguments(parser):
    pass


def main(_args):
    print(f"  Mutants of {', '.join(MUTATED)}, {MINUTES} minutes at most", flush=True)
    end = time.monotonic() + 60 * MINUTES
    made_of_all, killed_of_all = 0, 0
    for package in MUTATED:
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
    tests = ",".join(f"gradus.{name}.*Test" for name in MUTATED)
    report = places.TARGET / "pit-reports" / package
    log = programs.log_file(f"mutants-{package}.log")
    command = [machine.find_maven(), "-B", "-ntp", "-Dstyle.color=never", "test-compile", "org.pitest:pitest-maven:mutationCoverage",
               f"-DtargetClasses=gradus.{package}.*", f"-DtargetTests={tests}", f"-DreportsDirectory={report}"]
    with open(log, "wb") as out, programs.running(command, stdout=out, stderr=out, env=os.environ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            programs.end(process)
            return None, None
    if process.returncode:
        raise Problem(f"PIT failed on {package}:\n{programs.last_lines(log)}")
    statuses = re.findall(r"<mutation detected='(?:true|false)' status='(\w+)'", (report / "mutations.xml").read_text("utf-8"))
    return len(statuses), sum(status in ("KILLED", "TIMED_OUT") for status in statuses)
