"""The work of src/bench/java/gradus/bench/Work.java in PyTorch or NumPy, done when told to: see Turns.java.

    peer.py torch64|torch32|numpy THREADS

The numbers that a work starts from are read from target/bench/NAME.bin, written by Turns; a line on the input asks
"time SECONDS WORK", the answer is "seconds-a-run result".
"""
import sys
import time
from pathlib import Path

import numpy

FOLDER = Path(__file__).resolve().parents[3] / "target" / "bench"


def numbers(name, *shapes):
    """The arrays of a work, by their shapes, in the order in which Work lists them."""
    flat = numpy.fromfile(FOLDER / f"{name.replace(' ', '-')}.bin", "<f8")
    arrays, start = [], 0
    for shape in shapes:
        size = int(numpy.prod(shape))
        arrays.append(flat[start:start + size].reshape(shape))
        start += size
    if start != flat.size:
        raise ValueError(f"{name}: {flat.size} numbers, expected {start}")
    return arrays


class NumPy:
    def __init__(self, _threads):
        pass

    def work(self, name):
        kind, size = name.split()
        if kind == "product":
            a, b = numbers(name, (int(size),) * 2, (int(size),) * 2)
            return lambda: (a @ b)[-1, -1]
        x, = numbers(name, (int(size),))
        function = {"exp": numpy.exp, "tanh": numpy.tanh}[kind]
        return lambda: function(x)[-1]


class Torch:
    def __init__(self, threads, dtype):
        import torch
        self.torch, self.dtype = torch, getattr(torch, dtype)
        torch.set_num_threads(threads)

    def work(self, name):
        return {"epoch": self.epoch, "tanh-layers": self.tanh_layers, "tiny": self.tiny}[name]()

    def tensors(self, name, *shapes):
        return [self.torch.tensor(array, dtype=self.dtype) for array in numbers(name, *shapes)]

    def epoch(self):
        nn = self.torch.nn
        net = nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10))
        x, y, *first = self.tensors("epoch", (10_000, 784), 10_000, (784, 256), 256, (256, 128), 128, (128, 10), 10)
        return self.training(net, x, y.long(), first, nn.functional.cross_entropy, 64, 1)

    def tiny(self):
        nn = self.torch.nn
        net = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 1))
        x, y, *first = self.tensors("tiny", (10, 2), (10, 1), (2, 8), 8, (8, 8), 8, (8, 1), 1)
        return self.training(net, x, y, first, nn.functional.mse_loss, 10, 1000)

    def training(self, net, x, y, first, loss, batch_size, epochs):
        torch, net = self.torch, net.to(self.dtype)
        parameters = list(net.parameters())

        def run():
            with torch.no_grad():
                for parameter, value in zip(parameters, first):
                    parameter.copy_(value.T if value.ndim == 2 else value)        # ours are (in, out)
            optimizer = torch.optim.SGD(parameters, lr=0.01)
            for _ in range(epochs):
                for start in range(0, len(x), batch_size):
                    optimizer.zero_grad()
                    value = loss(net(x[start:start + batch_size]), y[start:start + batch_size])
                    value.backward()
                    optimizer.step()
                    last = value.item()
            return last
        return run

    def tanh_layers(self):
        x, *weights = self.tensors("tanh-layers", (1000, 500), *[(500, 500)] * 10)
        for W in weights:
            W.requires_grad = True

        def run():
            for W in weights:
                W.grad = None
            h = x
            for W in weights:
                h = (h @ W).tanh()
            loss = h.square().mean()
            loss.backward()
            return loss.item() + weights[0].grad[0, 0].item()
        return run


def timed(work, seconds):
    begin = end = time.perf_counter()
    runs = 0
    while runs == 0 or end - begin < seconds:
        result = work()
        runs += 1
        end = time.perf_counter()
    return (end - begin) / runs, float(result)


def main():
    kind, threads = sys.argv[1], int(sys.argv[2])
    peer = {"numpy": lambda: NumPy(threads), "torch64": lambda: Torch(threads, "float64"),
            "torch32": lambda: Torch(threads, "float32")}[kind]()
    works = {}
    for line in sys.stdin:
        _, seconds, name = line.split(maxsplit=2)
        name = name.strip()
        if name not in works:
            works[name] = peer.work(name)
        print(*timed(works[name], float(seconds)), flush=True)


if __name__ == "__main__":
    main()
