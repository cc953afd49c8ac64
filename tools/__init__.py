"""The parts of course.py. Each command is a module with `arguments(parser)` and `main(args)`, and its help above.

A module that says PACKAGES runs inside the environment with the packages of these lists; what stands at the head of a
command's file is of the standard library, since without the packages too it says what its options are.
"""


class Problem(Exception):
    """What went wrong and what to do, in sentences for people."""
