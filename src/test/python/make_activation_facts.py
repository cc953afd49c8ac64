"""Values and derivatives of the activation functions for ActivationFactsTest, computed with 1600 digits.

Run by hand, not by the tests: `pip install mpmath`, then `python3 src/test/python/make_activation_facts.py`.
With so many digits the formulas can stand as they are printed in the papers: what cancels or overflows in double
precision does neither here, also at x = 800. Derivatives are limits of differences, so that no second formula is trusted.
"""
from pathlib import Path

from mpmath import erfc, exp, diff, ln, mp, mpf, nstr, pi, sqrt, tanh

mp.dps = 1600
OUT = Path(__file__).parent.parent / "resources/gradus/nn/activations.csv"

SIZES = ["1e-12", "1e-3", "0.1", "0.5", "1", "1.5", "2", "3", "5", "8", "12", "16", "18.5", "19", "20", "25", "36", "37",
         "38.5", "50", "90", "200", "350", "600", "690", "708", "709.5", "720", "744", "746", "800"]
SELU_LAMBDA, SELU_ALPHA = mpf("1.0507009873554804934193349852946"), mpf("1.6732632423543772848170429916717")


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return ln(1 + exp(x))


def elu(x, alpha):
    return x if x > 0 else alpha * (exp(x) - 1)


FUNCTIONS = {
    "identity": lambda x: x,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": lambda x: x if x > 0 else mpf(0),
    "leakyRelu(0.01)": lambda x: x if x > 0 else x * mpf(0.01),
    "prelu(0.25)": lambda x: x if x > 0 else x / 4,
    "prelu(1.5)": lambda x: x if x > 0 else x * 3 / 2,
    "elu": lambda x: elu(x, 1),
    "elu(0.7)": lambda x: elu(x, mpf(0.7)),
    "selu": lambda x: SELU_LAMBDA * elu(x, SELU_ALPHA),
    "gelu": lambda x: x * erfc(-x / sqrt(2)) / 2,
    "geluTanh": lambda x: x / 2 * (1 + tanh(sqrt(2 / pi) * (x + mpf("0.044715") * x ** 3))),
    "silu": lambda x: x * sigmoid(x),
    "swish(2.5)": lambda x: x * sigmoid(mpf(2.5) * x),
    "mish": lambda x: x * tanh(softplus(x)),
    "softplus": softplus,
    "step": lambda x: mpf(1) if x >= 0 else mpf(0),
    # of the scores (x, 0, 1): the first element, and its derivative by x
    "softmax": lambda x: exp(x) / (exp(x) + 1 + exp(mpf(1))),
    "logSoftmax": lambda x: x - ln(exp(x) + 1 + exp(mpf(1))),
}


def main():
    lines = ["function,x,value,derivative"]
    for name, f in FUNCTIONS.items():
        for size in SIZES:
            for text in (size, "-" + size):
                x = mpf(float(text))                              # the double that Java reads
                slope = diff(f, x, h=mpf(10) ** -400)
                lines.append(f"{name},{text},{nstr(f(x), 20)},{nstr(slope, 20)}")
    OUT.write_text("\n".join(lines) + "\n")
    print(f"{OUT}: {len(lines) - 1} facts")


if __name__ == "__main__":
    main()
