"""Compares the outputs of two runs of a notebook: kinds of output, words, and numbers within 2 %."""
import itertools
import re

NUMBER = re.compile(r"([-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")


def different(old, new):
    """How two lists of outputs differ, or None: the same kinds, and texts whose numbers agree within 2 %."""
    kinds = [[(o.output_type, o.get("name") or sorted(o.get("data", ()))) for o in outputs] for outputs in (old, new)]
    if kinds[0] != kinds[1]:
        return f"had the outputs {kinds[0]}, has {kinds[1]}"
    for a, b in zip(map(texts, old), map(texts, new)):
        for line_a, line_b in itertools.zip_longest(a, b, fillvalue=""):
            if not agree(line_a, line_b):
                return f"said\n{line_a.strip()}\nnow says\n{line_b.strip()}"
    return None


def texts(output):
    """The lines of all that is text in an output; pictures are left out, those in HTML too: fonts differ."""
    parts = [output.get("text", ""), output.get("evalue", "")]
    parts += [value for kind, value in sorted(output.get("data", {}).items()) if kind.startswith("text/")]
    return re.sub(r"base64,[\w+/=]+", "", "\n".join(parts)).split("\n")


def agree(a, b):
    """Whether two lines are the same, but for numbers that differ by 2 % at most or are rounding errors, and for spaces."""
    a, b = NUMBER.split(a), NUMBER.split(b)
    a[::2], b[::2] = ([re.sub(r"\s", "", words) for words in parts[::2]] for parts in (a, b))
    return len(a) == len(b) and a[::2] == b[::2] and all(map(close, a[1::2], b[1::2]))


def close(a, b):
    a, b = (float(number.replace("−", "-")) for number in (a, b))
    return abs(a - b) <= max(0.02 * max(abs(a), abs(b)), 1e-12)
