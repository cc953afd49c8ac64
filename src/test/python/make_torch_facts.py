"""Values of PyTorch in double precision for TorchFactsTest: activations and normalisations, forward and backward.

Run by hand, not by the tests: `pip install torch==2.15.0`, then `python3 src/test/python/make_torch_facts.py`.
Inputs and outputs are both written, so nothing depends on PyTorch's generator.
"""
import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
OUT = Path(__file__).parent.parent / "resources/gradus/nn/torch.json"

ACTIVATIONS = {
    "relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "leakyRelu(0.01)": F.leaky_relu, "elu": F.elu,
    "elu(0.7)": lambda x: F.elu(x, 0.7), "selu": F.selu, "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "silu": F.silu, "mish": F.mish, "softplus": F.softplus,
    "softmax": lambda x: F.softmax(x, -1), "logSoftmax": lambda x: F.log_softmax(x, -1),
}


def fact(x, y, g, parameters=()):
    """x, y, the gradient g that arrives, and the gradients with respect to x and the parameters."""
    gradients = torch.autograd.grad(y, [x, *parameters], g)
    return {"x": x.tolist(), "y": y.tolist(), "g": g.tolist(), "gradients": [d.tolist() for d in gradients]}


def activations():
    x = (torch.randn(4, 6) * 2).requires_grad_()
    g = torch.randn(4, 6)
    facts = {name: fact(x, f(x), g) for name, f in ACTIVATIONS.items()}
    prelu = torch.nn.PReLU(6)
    with torch.no_grad():
        prelu.weight.copy_(torch.tensor([0.25, 1.5, -0.3, 0, 1, 0.01]))
    facts["prelu"] = fact(x, prelu(x), g, [prelu.weight]) | {"slopes": prelu.weight.tolist()}
    return facts


def affine(layer):
    with torch.no_grad():
        layer.weight.copy_(torch.randn(5))
        layer.bias.copy_(torch.randn(5))
    return {"gamma": layer.weight.tolist(), "beta": layer.bias.tolist()}


def batch_norm():
    """Four batches in training mode, one of two examples, then one in inference mode."""
    layer = torch.nn.BatchNorm1d(5)
    result = affine(layer) | {"steps": []}
    for n in (6, 9, 2, 7):
        x = (torch.randn(n, 5) * torch.tensor([1, 2, 0.1, 0.1, 30]) + torch.tensor([0, 5, -1, 100, 3])).requires_grad_()
        step = fact(x, layer(x), torch.randn(n, 5), [layer.weight, layer.bias])
        result["steps"].append(step | {"mean": layer.running_mean.tolist(), "variance": layer.running_var.tolist()})
    layer.eval()
    x = torch.randn(3, 5).requires_grad_()
    result["inference"] = fact(x, layer(x), torch.randn(3, 5), [layer.weight, layer.bias])
    return result


def layer_norm():
    layer = torch.nn.LayerNorm(5)
    result = affine(layer)
    x = (torch.randn(2, 4, 5) * 3 + 1).requires_grad_()
    return result | fact(x, layer(x), torch.randn(2, 4, 5), [layer.weight, layer.bias])


def main():
    torch.manual_seed(1)
    facts = {"torch": torch.__version__, "activations": activations(), "batchNorm": batch_norm(), "layerNorm": layer_norm()}
    OUT.write_text(json.dumps(facts, indent=None, separators=(",", ":")).replace('},"', '},\n"') + "\n")
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
