"""Values of PyTorch in double precision for the tests called Torch…Test: activations, normalisations and losses, forward
and backward, and the steps of optimizers.

Run by hand, not by the tests: `pip install torch==2.15.0`, then `python3 src/test/python/make_torch_facts.py`.
Inputs and outputs are both written, so nothing depends on PyTorch's generator.
"""
import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
OUT = Path(__file__).parent.parent / "resources/gradus/torch.json"

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


def losses():
    """Each loss of scores x (4, 5), its value and its gradient; PyTorch's hinge divides by the number of classes."""
    x = torch.randn(4, 5) * 3
    labels, other, weights = torch.tensor([2, 0, 4, 2]), torch.randn(4, 5), torch.tensor([1.0, 2, 0.5, 1, 3])
    soft, shares = torch.softmax(torch.randn(4, 5), 1), torch.sigmoid(torch.randn(4, 5))
    losses = {
        "crossEntropy": lambda z: F.cross_entropy(z, labels),
        "crossEntropy sum": lambda z: F.cross_entropy(z, labels, reduction="sum"),
        "crossEntropy soft": lambda z: F.cross_entropy(z, soft),
        "crossEntropy smoothed": lambda z: F.cross_entropy(z, labels, label_smoothing=0.1),
        "crossEntropy weighted": lambda z: F.cross_entropy(z, labels, weight=weights),
        "meanSquaredError": lambda z: F.mse_loss(z, other),
        "meanAbsoluteError": lambda z: F.l1_loss(z, other),
        "huber": lambda z: F.huber_loss(z, other, delta=1.5),
        "binaryCrossEntropy": lambda z: F.binary_cross_entropy_with_logits(z, shares),
        "hinge": lambda z: 5 * F.multi_margin_loss(z, labels),
        "hinge squared": lambda z: 5 * F.multi_margin_loss(z, labels, p=2),
        "klDivergence": lambda z: F.kl_div(F.log_softmax(z, 1), soft, reduction="batchmean"),
    }
    facts = {}
    for name, loss in losses.items():
        z = x.clone().requires_grad_()
        value = loss(z)
        value.backward()
        facts[name] = {"value": value.item(), "gradient": z.grad.tolist()}
    return {"x": x.tolist(), "labels": labels.tolist(), "other": other.tolist(), "soft": soft.tolist(),
            "shares": shares.tolist(), "weights": weights.tolist(), "losses": facts}


def optimizers():
    """The values of a parameter after each of five steps with given gradients."""
    start, gradients = torch.randn(2, 3), torch.randn(5, 2, 3)
    rules = {
        "sgd": lambda p: torch.optim.SGD(p, 0.1),
        "sgd momentum": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9),
        "sgd nesterov": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, nesterov=True),
        "sgd decay": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.01),
        "adagrad": lambda p: torch.optim.Adagrad(p, 0.1),
        "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01),
        "adam": lambda p: torch.optim.Adam(p, 0.01),
        "adam decay": lambda p: torch.optim.Adam(p, 0.01, weight_decay=0.1),
        "adamW": lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1),
    }
    facts = {}
    for name, rule in rules.items():
        parameter = torch.nn.Parameter(start.clone())
        optimizer = rule([parameter])
        facts[name] = []
        for gradient in gradients:
            parameter.grad = gradient.clone()
            optimizer.step()
            facts[name].append(parameter.tolist())
    return {"start": start.tolist(), "gradients": gradients.tolist(), "rules": facts}


def main():
    torch.manual_seed(1)
    facts = {"torch": torch.__version__, "activations": activations(), "batchNorm": batch_norm(), "layerNorm": layer_norm(),
             "losses": losses(), "optimizers": optimizers()}
    OUT.write_text(json.dumps(facts, indent=None, separators=(",", ":")).replace('},"', '},\n"') + "\n")
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
