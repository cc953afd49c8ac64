#!/usr/bin/env python3
"""Gradus: neural networks in Java, in notebooks.

usage: python3 course.py COMMAND          (Windows: py course.py COMMAND; logs: target/*.log)
       python3 course.py COMMAND --help   tells what else a command can do

to learn:
  lab            set everything up and open the notebooks in JupyterLab; lab 08 opens that one
  reset 00 ...   bring notebooks back to their first state; your copy is kept beside each
  update         bring a new version of the course; what you changed is kept beside it

when something is missing:
  doctor         say what is there, what is missing, and what to do about it
  setup          set everything up and open nothing
  bundle         put all that the set-up fetches into one file, for rooms without network

for those who work on Gradus:
  test           run all tests, or parts of them: --part NAME, --all, --prove 04 ...
  run 00 07 ...  run notebooks (all, without a number) and write their outputs into them
  bench          time the library, alone and against others
  mutants        break the mathematics in many small ways; count how many the tests notice

Needs Python 3.10, a JDK 17 and Maven, or newer ones; conda gives all three (environment.yml)."""
import sys

if sys.version_info < (3, 10):
    sys.exit("Gradus needs Python 3.10 or newer; this is Python %d.%d (%s).\n"
             "Get a newer one from https://www.python.org/downloads/ and start course.py with it."
             % (sys.version_info[0], sys.version_info[1], sys.executable))

import argparse
import importlib
import os

from tools import Problem, places, programs, setup

COMMANDS = ("lab", "reset", "doctor", "setup", "update", "bundle", "test", "run", "bench", "mutants")


def main(argv):
    """Run a command; with --inside before it, what of it runs in the environment that has the packages."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    programs.end_like_ctrl_c()
    inside = argv[:1] == ["--inside"]
    name, *options = argv[inside:] or [""]
    try:
        code = answer(name, options, inside)
        sys.stdout.flush()
        return code
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        if not inside:
            print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    except BrokenPipeError:  # `course.py doctor | head`: who reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        in_the_way = " A notebook that still runs may be in the way." if places.WINDOWS and isinstance(error, PermissionError) else ""
        print(f"\n{error.strerror or error}: {error.filename or places.ROOT}.{in_the_way}", file=sys.stderr)
        return 1


def answer(name, options, inside):
    if name in ("-h", "--help"):
        print(__doc__)
        return 0
    if name not in COMMANDS:
        print(f"There is no command {name}." if name else "Which command?", file=sys.stderr)
        print("`python3 course.py --help` says what there is.", file=sys.stderr)
        return 2
    command = importlib.import_module(f"tools.{name}")
    try:
        args = parser(name, command).parse_args(options)
    except SystemExit as told:  # its help, or what is wrong with the options
        return told.code
    return command.main(args) if inside or not hasattr(command, "PACKAGES") \
        else setup.hand_over(command.PACKAGES, ["--inside", name, *options])


def parser(name, command):
    made = argparse.ArgumentParser(prog=f"python3 course.py {name}", description=command.__doc__, allow_abbrev=False,
                                   formatter_class=argparse.RawDescriptionHelpFormatter)
    command.arguments(made)
    made.format_usage = lambda: f"`python3 course.py {name} --help` says what there is.\n"
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
