"""Values of PyTorch in double precision for the tests called Torch…Test: operations and reductions with their ties and
borders, activations, normalisations and losses, forward and backward, the steps of optimizers, schedules, sample weights,
Jacobians and Hessian-vector products by the parameters of a network.

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
    borders = torch.tensor([1.5, -1.5, 0, 3, -3])
    losses = {
        "crossEntropy": lambda z: F.cross_entropy(z, labels),
        "crossEntropy sum": lambda z: F.cross_entropy(z, labels, reduction="sum"),
        "crossEntropy soft": lambda z: F.cross_entropy(z, soft),
        "crossEntropy smoothed": lambda z: F.cross_entropy(z, labels, label_smoothing=0.1),
        "crossEntropy weighted": lambda z: F.cross_entropy(z, labels, weight=weights),
        "crossEntropy weighted sum": lambda z: F.cross_entropy(z, labels, weight=weights, reduction="sum"),
        "crossEntropy weighted smoothed": lambda z: F.cross_entropy(z, labels, weight=weights, label_smoothing=0.2),
        "crossEntropy soft smoothed": lambda z: F.cross_entropy(z, soft, label_smoothing=0.2),
        "crossEntropy soft weighted sum": lambda z: F.cross_entropy(z, soft, weight=weights, reduction="sum"),
        "crossEntropy of probabilities": lambda z: F.nll_loss(F.softmax(z, 1).log(), labels),
        "meanSquaredError": lambda z: F.mse_loss(z, other),
        "meanAbsoluteError": lambda z: F.l1_loss(z, other),
        "huber": lambda z: F.huber_loss(z, other, delta=1.5),
        "binaryCrossEntropy": lambda z: F.binary_cross_entropy_with_logits(z, shares),
        "binaryCrossEntropy sum": lambda z: F.binary_cross_entropy_with_logits(z, shares, reduction="sum"),
        "binaryCrossEntropy weighted sum": lambda z: F.binary_cross_entropy_with_logits(
            z, shares, pos_weight=torch.tensor(2.5), reduction="sum"),
        "binaryCrossEntropy of probabilities": lambda z: F.binary_cross_entropy(torch.sigmoid(z), shares),
        "meanSquaredError sum": lambda z: F.mse_loss(z, other, reduction="sum"),
        "huber at the border": lambda z: F.huber_loss(z, z.detach() + borders, delta=1.5),
        "meanAbsoluteError at the target": lambda z: F.l1_loss(z, z.detach()),
        "hinge": lambda z: 5 * F.multi_margin_loss(z, labels),
        "hinge squared": lambda z: 5 * F.multi_margin_loss(z, labels, p=2),
        "hinge margin": lambda z: 5 * F.multi_margin_loss(z, labels, margin=0.3),
        "hinge weighted sum": lambda z: 5 * F.multi_margin_loss(z, labels, weight=weights, reduction="sum"),
        "klDivergence": lambda z: F.kl_div(F.log_softmax(z, 1), soft, reduction="batchmean"),
        "klDivergence sum": lambda z: F.kl_div(F.log_softmax(z, 1), soft, reduction="sum"),
    }
    facts = {}
    for name, loss in losses.items():
        z = x.clone().requires_grad_()
        value = loss(z)
        value.backward()
        facts[name] = {"value": value.item(), "gradient": z.grad.tolist()}
    return {"x": x.tolist(), "labels": labels.tolist(), "other": other.tolist(), "soft": soft.tolist(),
            "shares": shares.tolist(), "weights": weights.tolist(), "borders": borders.tolist(), "losses": facts}


def optimizers():
    """The values of a parameter after each of five steps with given gradients."""
    start, gradients = torch.randn(2, 3), torch.randn(5, 2, 3)
    rules = {
        "sgd": lambda p: torch.optim.SGD(p, 0.1),
        "sgd momentum": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9),
        "sgd nesterov": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, nesterov=True),
        "sgd decay": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.01),
        "sgd nesterov decay": lambda p: torch.optim.SGD(p, 0.1, momentum=0.8, nesterov=True, weight_decay=0.05),
        "adagrad": lambda p: torch.optim.Adagrad(p, 0.1),
        "adagrad decay": lambda p: torch.optim.Adagrad(p, 0.1, weight_decay=0.05, eps=0.01),
        "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01),
        "rmsprop 0.9": lambda p: torch.optim.RMSprop(p, 0.01, alpha=0.9, eps=0.01),
        "adam": lambda p: torch.optim.Adam(p, 0.01),
        "adam 0.8": lambda p: torch.optim.Adam(p, 0.01, betas=(0.8, 0.95), eps=0.001),
        "adam decay": lambda p: torch.optim.Adam(p, 0.01, weight_decay=0.1),
        "adamW": lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1),
        "rmsprop momentum": lambda p: torch.optim.RMSprop(p, 0.01, momentum=0.9),
        "rmsprop centred": lambda p: torch.optim.RMSprop(p, 0.01, alpha=0.9, eps=0.01, centered=True),
        "rmsprop centred momentum": lambda p: torch.optim.RMSprop(p, 0.01, centered=True, momentum=0.8),
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


# names as in Java, with the axis behind them
OPERATIONS = {
    "sum": lambda x: x.sum(), "sum 0": lambda x: x.sum(0), "sum 1 kept": lambda x: x.sum(1, keepdim=True),
    "mean": lambda x: x.mean(), "mean 1": lambda x: x.mean(1),
    "max": lambda x: x.amax(), "max 1": lambda x: x.amax(1), "max 0 kept": lambda x: x.amax(0, keepdim=True),
    "min": lambda x: x.amin(), "min 1": lambda x: x.amin(1),
    "var": lambda x: x.var(unbiased=False), "var 1": lambda x: x.var(1, unbiased=False),
    "unbiasedVar": lambda x: x.var(), "unbiasedVar 1": lambda x: x.var(1),
    "std": lambda x: x.std(unbiased=False), "std 1": lambda x: x.std(1, unbiased=False),
    "std 0 kept": lambda x: x.std(0, unbiased=False, keepdim=True),
    "norm": lambda x: x.norm(), "norm 1": lambda x: x.norm(dim=1),
    "logSumExp": lambda x: torch.logsumexp(x, (0, 1)), "logSumExp 0": lambda x: torch.logsumexp(x, 0),
    "softmax 0": lambda x: F.softmax(x, 0), "logSoftmax 0": lambda x: F.log_softmax(x, 0),
    "clip": lambda x: x.clamp(-0.9, 0.4), "abs": torch.abs, 
    "pow 0": lambda x: x.pow(0), "pow 1": lambda x: x.pow(1), "pow 2": lambda x: x.pow(2), "pow 3": lambda x: x.pow(3),
    "maximum": lambda x: torch.maximum(x, x.detach().flip(1)), "minimum": lambda x: torch.minimum(x, x.detach().flip(1)),
    "where": lambda x: torch.where(x > 0, x, 2 * x), "relu": F.relu, "leakyRelu": lambda x: F.leaky_relu(x, 0.1),
    "elu": lambda x: F.elu(x, 0.7), "square": torch.square, "exp": torch.exp, "log1p": lambda x: torch.log1p(x.abs()),
    "matmul": lambda x: x @ x.T, "transpose": lambda x: x.T.contiguous(), "rows": lambda x: x[[2, 0, 2]],
    "slice": lambda x: x[:, 1:3], "concat": lambda x: torch.cat([x, 2 * x], 1), "stack": lambda x: torch.stack([x, x]),
    "broadcast": lambda x: x * x[:, :1] + x[0],
}

OPERATIONS |= {
    "sin": torch.sin, "cos": torch.cos, "prod": lambda x: x.prod(), "prod 0 kept": lambda x: x.prod(0, keepdim=True),
    "prod 1 kept": lambda x: x.prod(1, keepdim=True), "cumsum 0": lambda x: x.cumsum(0), "cumsum 1": lambda x: x.cumsum(1),
    "unbiasedStd": lambda x: x.std(), "unbiasedStd 1 kept": lambda x: x.std(1, keepdim=True),
    "stack 1": lambda x: torch.stack([x, 2 * x], 1), "stack -1": lambda x: torch.stack([x, 2 * x], -1),
    "slice -3 -1": lambda x: x[:, -3:-1],
}


def prod_over(x, axes):
    """PyTorch's product takes one axis at a time."""
    for axis in axes:
        x = x.prod(axis, keepdim=True)
    return x


# over several axes, which are kept
OVER_AXES = {
    "sum": lambda x, axes: x.sum(axes, keepdim=True), "mean": lambda x, axes: x.mean(axes, keepdim=True),
    "max": lambda x, axes: x.amax(axes, keepdim=True), "min": lambda x, axes: x.amin(axes, keepdim=True),
    "var": lambda x, axes: x.var(axes, unbiased=False, keepdim=True),
    "unbiasedVar": lambda x, axes: x.var(axes, keepdim=True),
    "std": lambda x, axes: x.std(axes, unbiased=False, keepdim=True),
    "unbiasedStd": lambda x, axes: x.std(axes, keepdim=True), "norm": lambda x, axes: x.norm(dim=axes, keepdim=True),
    "logSumExp": lambda x, axes: torch.logsumexp(x, axes, keepdim=True), "prod": prod_over,
}


def operations():
    """A row of equal numbers, one with ties, and zeros."""
    x = torch.tensor([[0.1, 0.1, 0.1, 0.1], [-1, 0.5, 3, 3], [0, 0, 0, 0], [0.5, -1, 0, -2]], requires_grad=True)
    facts = {}
    for name, f in OPERATIONS.items():
        y = f(x)
        facts[name] = fact(x, y, torch.randn(y.shape))
    cube = torch.randn(2, 3, 4).requires_grad_()
    for axes in (0, 2), (1, 2):
        for name, f in OVER_AXES.items():
            y = f(cube, axes)
            facts[f"{name} {axes[0]}, {axes[1]}"] = fact(cube, y, torch.randn(y.shape))
    return facts


def schedules():
    """The rate at times 0 to 12; after each loss for the one that waits for a plateau."""
    def rates(make, start=0.1):
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], start)
        schedule = make(optimizer)
        result = []
        for _ in range(13):
            result.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        return result

    kinds = torch.optim.lr_scheduler
    losses = [3, 2, 1.99999, 2, 1.9, 1.9, float("nan"), 1.9, 1.8999, 1.5, 1.6, 1.6, 1.6, 1.6, 1.6, 1.6]
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 0.1)
    plateau = kinds.ReduceLROnPlateau(optimizer, factor=0.5, patience=2)
    after = []
    for loss in losses:
        plateau.step(loss)
        after.append(optimizer.param_groups[0]["lr"])
    losses_again = [3, 2.9, 2.9, 2.9, 2.9, 2.9, 2.9, 2.5, 2.4, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3, 2.3]
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], 0.1)
    plateau = kinds.ReduceLROnPlateau(optimizer, factor=0.5, patience=1, threshold=0.1, cooldown=2)
    cooled = []
    for loss in losses_again:
        plateau.step(loss)
        cooled.append(optimizer.param_groups[0]["lr"])
    return {"multistep": rates(lambda o: kinds.MultiStepLR(o, [3, 7, 8], 0.5)),
            "cosine to an end": rates(lambda o: kinds.CosineAnnealingLR(o, 10, eta_min=0.02))[:11],
            "plateau cooled": {"losses": losses_again, "rates": cooled}, "step": rates(lambda o: kinds.StepLR(o, 4, 0.5)), "exponential": rates(lambda o: kinds.ExponentialLR(o, 0.9)),
            # PolynomialLR ends at 0: the part above the end decays, the end is added; LinearLR has an end of its own
            "polynomial to an end": [rate + 0.02 for rate in rates(lambda o: kinds.PolynomialLR(o, 10, 2), 0.08)],
            "linear to an end": rates(lambda o: kinds.LinearLR(o, 1, 0.2, 10)),
            "polynomial": rates(lambda o: kinds.PolynomialLR(o, 10, 2)), "linear": rates(lambda o: kinds.PolynomialLR(o, 10, 1)),
            "cosine": rates(lambda o: kinds.CosineAnnealingLR(o, 10))[:11],     # behind its end PyTorch's rises again
            "constant": rates(lambda o: kinds.LambdaLR(o, lambda t: 1)),
            "plateau": {"losses": [loss if loss == loss else "NaN" for loss in losses], "rates": after}}


def sample_weights():
    """The mean of the losses times the weights of their rows, and three steps of a linear layer that follows it."""
    x, labels, other = torch.randn(6, 3) * 2, torch.tensor([2, 0, 1, 2, 2, 0]), torch.randn(6, 3)
    shares, weights = torch.sigmoid(torch.randn(6, 3)), torch.tensor([0, 0.5, 1, 2, 3, 0.25])
    column = weights[:, None]
    kinds = {
        "crossEntropy": lambda z: (weights * F.cross_entropy(z, labels, reduction="none")).mean(),
        "crossEntropy sum": lambda z: (weights * F.cross_entropy(z, labels, reduction="none")).sum(),
        "crossEntropy weighted mean": lambda z: (weights * F.cross_entropy(z, labels, reduction="none")).sum() / weights.sum(),
        "hinge": lambda z: 3 * (weights * F.multi_margin_loss(z, labels, reduction="none")).mean(),
        "meanSquaredError": lambda z: (column * F.mse_loss(z, other, reduction="none")).mean(),
        "meanAbsoluteError": lambda z: (column * F.l1_loss(z, other, reduction="none")).mean(),
        "huber": lambda z: (column * F.huber_loss(z, other, reduction="none", delta=1.5)).mean(),
        "binaryCrossEntropy": lambda z: F.binary_cross_entropy_with_logits(z, shares, weight=column.expand(6, 3)),
    }
    facts = {}
    for name, loss in kinds.items():
        z = x.clone().requires_grad_()
        value = loss(z)
        value.backward()
        facts[name] = {"value": value.item(), "gradient": z.grad.tolist()}
    start = torch.randn(3, 3)
    W, b = torch.nn.Parameter(start.clone()), torch.nn.Parameter(torch.zeros(3))
    optimizer = torch.optim.SGD([W, b], 0.5)
    for _ in range(3):
        optimizer.zero_grad()
        kinds["crossEntropy"](x @ W + b).backward()
        optimizer.step()
    return {"x": x.tolist(), "labels": labels.tolist(), "other": other.tolist(), "shares": shares.tolist(),
            "weights": weights.tolist(), "losses": facts, "start": start.tolist(), "W": W.tolist(), "b": b.tolist()}


def by_parameters():
    """Of a network 2-3-2: the Jacobian of its outputs by all parameters, and the Hessian of a loss times a vector."""
    shapes = (2, 3), (3,), (3, 2), (2,)
    x, labels = torch.randn(4, 2), torch.tensor([1, 0, 0, 1])
    parameters, vectors = tuple(torch.randn(s) for s in shapes), tuple(torch.randn(s) for s in shapes)

    def net(W1, b1, W2, b2):
        return torch.tanh(x @ W1 + b1) @ W2 + b2

    def loss(*p):
        return F.cross_entropy(net(*p), labels)

    jacobians = torch.autograd.functional.jacobian(net, parameters)
    _, products = torch.autograd.functional.hvp(loss, parameters, vectors)
    return {"x": x.tolist(), "labels": labels.tolist(), "parameters": [p.tolist() for p in parameters],
            "vectors": [v.tolist() for v in vectors], "jacobians": [j.tolist() for j in jacobians],
            "products": [p.tolist() for p in products]}


def main():
    torch.manual_seed(1)
    facts = {"torch": torch.__version__, "activations": activations(), "batchNorm": batch_norm(), "layerNorm": layer_norm(),
             "losses": losses(), "optimizers": optimizers(), "operations": operations(), "schedules": schedules(),
             "sampleWeights": sample_weights(), "byParameters": by_parameters()}
    OUT.write_text(json.dumps(facts, indent=None, separators=(",", ":")).replace('},"', '},\n"') + "\n")
    print(f"{OUT}: {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
