"""Values of NumPy, with gradients from closed forms, for the tests called Numpy…Test: a second source beside PyTorch.

Run by hand, not by the tests: `pip install numpy`, then `python3 src/test/python/make_numpy_facts.py`. Gradients, optimizers
and schedules are written out from the formulas that PyTorch documents, in loops, so that they share no code with Java.
"""
import json
from pathlib import Path

import numpy as np

OUT = Path(__file__).parent.parent / "resources/gradus/numpy.json"
draw = np.random.default_rng(1)
# a row of equal numbers, one with ties, one of zeros, one with a single zero
X = np.array([[0.1, 0.1, 0.1, 0.1], [-1, 0.5, 3, 3], [0, 0, 0, 0], [0.5, -1, 0, -2]])
CUBE = np.round(draw.normal(size=(2, 3, 4)), 3)


def others(x, axis):
    """The product of all others along the axis, one by one."""
    result = np.empty_like(x)
    for i in range(x.shape[axis]):
        place = [slice(None)] * x.ndim
        place[axis] = i
        result[tuple(place)] = np.delete(x, i, axis).prod(axis)
    return result


def spread(x, axes, y):
    """∂/∂x of the standard deviation over n − 1: (x − mean) / ((n − 1) y), 0 where y is 0."""
    n = np.prod([x.shape[a] for a in axes])
    return (x - x.mean(axes, keepdims=True)) / ((n - 1) * np.where(y == 0, 1, y))


def fact(x, y, slopes=None, gradient=None):
    """Slopes are those of a function of each element or of a reduction with its axes kept."""
    g = np.round(draw.normal(size=np.shape(y)), 3)
    return {"x": x.tolist(), "y": np.asarray(y).tolist(), "g": g.tolist(),
            "gradients": [(gradient(g) if gradient else g * slopes).tolist()]}


def operations():
    facts = {"sin": fact(X, np.sin(X), np.cos(X)), "cos": fact(X, np.cos(X), -np.sin(X)),
             "prod 1 kept": fact(X, X.prod(1, keepdims=True), others(X, 1)),
             "prod 0 kept": fact(X, X.prod(0, keepdims=True), others(X, 0)),
             "cumsum 0": fact(X, X.cumsum(0), gradient=lambda g: np.flip(np.flip(g, 0).cumsum(0), 0)),
             "cumsum 1": fact(X, X.cumsum(1), gradient=lambda g: np.flip(np.flip(g, 1).cumsum(1), 1))}
    y = X.std(1, ddof=1, keepdims=True)
    y[0] = 0                                                     # NumPy keeps the rounding of the mean
    facts["unbiasedStd 1 kept"] = fact(X, y, spread(X, (1,), y))
    facts["stack -1"] = fact(X, np.stack([X, 2 * X], -1), gradient=lambda g: g[..., 0] + 2 * g[..., 1])
    facts["stack 1"] = fact(X, np.stack([X, 2 * X], 1), gradient=lambda g: g[:, 0] + 2 * g[:, 1])
    facts["slice -3 -1"] = fact(X, X[:, -3:-1], gradient=lambda g: np.pad(g, ((0, 0), (1, 1))))
    c = CUBE
    for name, axes in {"0, 2": (0, 2), "1, 2": (1, 2)}.items():
        n = np.prod([c.shape[a] for a in axes])
        deviation, centred = c.std(axes, keepdims=True), c - c.mean(axes, keepdims=True)
        top, log = c.max(axes, keepdims=True), np.log(np.exp(c).sum(axes, keepdims=True))
        length, unbiased = np.sqrt((c ** 2).sum(axes, keepdims=True)), c.std(axes, ddof=1, keepdims=True)
        facts |= {f"sum {name}": fact(c, c.sum(axes, keepdims=True), np.ones_like(c)),
                  f"mean {name}": fact(c, c.mean(axes, keepdims=True), np.full_like(c, 1 / n)),
                  f"max {name}": fact(c, top, (c == top) * 1.0),
                  f"min {name}": fact(c, -(-c).max(axes, keepdims=True), (c == c.min(axes, keepdims=True)) * 1.0),
                  f"var {name}": fact(c, c.var(axes, keepdims=True), 2 * centred / n),
                  f"unbiasedVar {name}": fact(c, c.var(axes, ddof=1, keepdims=True), 2 * centred / (n - 1)),
                  f"std {name}": fact(c, deviation, centred / (n * deviation)),
                  f"unbiasedStd {name}": fact(c, unbiased, spread(c, axes, unbiased)),
                  f"norm {name}": fact(c, length, c / length),
                  f"logSumExp {name}": fact(c, log, np.exp(c - log)),
                  f"prod {name}": fact(c, c.prod(axes, keepdims=True), c.prod(axes, keepdims=True) / c)}
    return facts


def rmsprop(rate, alpha=0.99, eps=1e-8, centered=False, momentum=0.0):
    def run(theta, gradients):
        v, mean, buffer = np.zeros_like(theta), np.zeros_like(theta), np.zeros_like(theta)
        for g in gradients:
            v = alpha * v + (1 - alpha) * g * g
            mean = alpha * mean + (1 - alpha) * g
            step = g / (np.sqrt(v - mean ** 2 if centered else v) + eps)
            buffer = momentum * buffer + step
            theta = theta - rate * buffer
            yield theta.tolist()
    return run


def optimizers():
    """As torch.optim.RMSprop documents centered and momentum."""
    start, gradients = np.round(draw.normal(size=(2, 3)), 3), np.round(draw.normal(size=(5, 2, 3)), 3)
    rules = {"momentum": rmsprop(0.01, momentum=0.9), "centred": rmsprop(0.01, 0.9, 0.01, centered=True),
             "centred momentum": rmsprop(0.01, centered=True, momentum=0.8)}
    return {"start": start.tolist(), "gradients": gradients.tolist(),
            "rules": {name: list(rule(start, gradients)) for name, rule in rules.items()}}


def plateau(losses, rate, factor, patience, threshold, cooldown):
    """As torch.optim.lr_scheduler.ReduceLROnPlateau documents its relative threshold and its cooldown."""
    best, bad, wait = np.inf, 0, 0
    for loss in losses:
        better = loss < best * (1 - threshold)
        best, bad = (loss, 0) if better else (best, bad + 1)
        if wait > 0:
            wait, bad = wait - 1, 0
        if bad > patience:
            rate, wait, bad = rate * factor, cooldown, 0
        yield rate


def schedules():
    """MultiStepLR, PolynomialLR towards an end as in Keras, CosineAnnealingLR with eta_min, at times 0 to 12."""
    t = np.arange(13)
    share = np.minimum(t, 10) / 10
    losses = [3, 2.9, 2.9, 2.9, 2.9, 2.9, 2.9, 2.5, 2.4, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3]
    return {"multistep": [0.1 * 0.5 ** sum(s >= m for m in (3, 7, 8)) for s in t.tolist()],
            "polynomial": ((0.1 - 0.02) * (1 - share) ** 2 + 0.02).tolist(),
            "cosine": (0.02 + (0.1 - 0.02) * (1 + np.cos(np.pi * share)) / 2).tolist(),
            "plateau": {"losses": losses, "rates": list(plateau(losses, 0.1, 0.5, 1, 0.1, 2))}}


def main():
    facts = {"numpy": np.__version__, "operations": operations(), "optimizers": optimizers(), "schedules": schedules()}
    OUT.write_text(json.dumps(facts, separators=(",", ":")).replace('},"', '},\n"') + "\n")
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
