"""Sine and cosine for ElementaryTest, computed with 400 digits.

Run by hand, not by the tests: `pip install mpmath`, then `python3 src/test/python/make_trigonometry_facts.py`.
Angles of every magnitude from 1e-308 to the largest double, and doubles next to multiples of π/2, where all leading digits
cancel; the double nearest to one at all is 6381956970095103 · 2^797 (Muller and others, "Handbook of floating-point arithmetic").
"""
import math
import random
from pathlib import Path

from mpmath import cos, mp, mpf, nstr, pi, sin

mp.dps = 400
OUT = Path(__file__).parent.parent / "resources/gradus/kernels/trigonometry.csv"


def angles():
    draw = random.Random(5)
    yield from (math.ldexp(draw.uniform(1, 2), e) for e in range(-1022, 1024, 20))
    yield from (draw.uniform(0, 2 * math.pi) for _ in range(60))
    yield from (draw.uniform(0, 1e6) for _ in range(40))
    for k in [*range(1, 13), 1000, 318309, 318311, 10 ** 7 + 1, 2 ** 52 + 1, 10 ** 20, 10 ** 300]:
        near = float(k * pi / 2)
        yield from (math.nextafter(near, 0), near, math.nextafter(near, math.inf))
    yield from (math.ldexp(6381956970095103, 797), math.nextafter(math.inf, 0), 2.0 ** -27, 499999.9, 500000.0)


def main():
    lines = ["x,sin,cos"]
    for i, x in enumerate(angles()):
        x = x if i % 2 == 0 else -x
        lines.append(f"{x!r},{nstr(sin(mpf(x)), 30)},{nstr(cos(mpf(x)), 30)}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{OUT}: {len(lines) - 1} angles")


if __name__ == "__main__":
    main()
