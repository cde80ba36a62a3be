"""The losses and their gradients in PyTorch, float64, written from the papers' formulas.

Prints JSON: for each loss its value and gradients by name. The numbers are those of Numbers.cs.
"""
import json

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def sines(count, phase):
    i = torch.arange(count, dtype=torch.float64)
    return 0.7 * torch.sin(1.7 * i + phase + 0.1 * i * i)


triplets = [torch.tensor(t) for t in ([0, 1, 2, 3, 4, 5], [1, 0, 3, 2, 5, 4], [2, 4, 5, 0, 1, 3])]
first, second = torch.tensor([0, 2, 4, 0, 1, 3]), torch.tensor([1, 3, 5, 2, 5, 4])
same = torch.tensor([1.0, 1, 1, 0, 0, 0])
people = torch.tensor([0, 0, 1, 1, 2, 2])
results = {}


def record(name, loss, **inputs):
    gradients = torch.autograd.grad(loss, list(inputs.values()))
    results[name] = {"loss": loss.item(), **{k: g.flatten().tolist() for k, g in zip(inputs, gradients)}}


def encodings():
    return sines(30, 0.3).reshape(6, 5).requires_grad_()


x = encodings()
a, p, n = (x[t] for t in triplets)
record("triplet", F.relu((a - p).square().sum(1) - (a - n).square().sum(1) + 0.7).mean(), encodings=x)

x = encodings()
a, p, n = (x[t] for t in triplets)
record("euclidean_triplet", F.relu((a - p).norm(dim=1) - (a - n).norm(dim=1) + 0.5).mean(), encodings=x)

x = encodings()
d = (x[first] - x[second]).norm(dim=1)
record("contrastive", torch.where(same > 0, d.square() / 2, F.relu(1.3 - d).square() / 2).mean(), encodings=x)

for name in ("absolute", "squared", "chi_square"):
    x = encodings()
    w, b = sines(5, 2.0).requires_grad_(), torch.tensor([0.4], requires_grad=True)
    u, v = x[first], x[second]
    f = {"absolute": (u - v).abs(), "squared": (u - v).square(), "chi_square": (u - v).square() / (u.abs() + v.abs() + 1e-6)}[name]
    record("head_" + name, F.binary_cross_entropy(torch.sigmoid(f @ w + b), same), encodings=x, weight=w, bias=b)

for outputs, labels in ((3, people), (4, torch.tensor([0, 3, 1, 3, 2, 3]))):
    x = encodings()
    w, b = sines(outputs * 5, 2.0).reshape(outputs, 5).requires_grad_(), sines(outputs, 0.9).requires_grad_()
    record(f"softmax_{outputs}", -torch.log_softmax(x @ w.T + b, 1)[torch.arange(6), labels].mean(), encodings=x, weight=w, bias=b)

x = encodings()
w = sines(15, 2.0).reshape(3, 5).requires_grad_()
cosines = x @ (w / w.norm(dim=1, keepdim=True)).T
own = torch.nn.functional.one_hot(people, 3)
record("cosine_margin", -torch.log_softmax(8 * (cosines - 0.35 * own), 1)[torch.arange(6), people].mean(), encodings=x, directions=w)

x = encodings()
record("regression", F.mse_loss(x[:, :3], sines(30, 1.1)[:18].reshape(6, 3)), encodings=x)

t = sines(30, 1.1).reshape(6, 5)
x = encodings()
record("distillation_cosine", (1 - (x * t).sum(1) / x.norm(dim=1) / t.norm(dim=1)).mean(), encodings=x)
x = encodings()
record("distillation_l2", (x - t).square().sum(1).mean(), encodings=x)

# Hints: the second stage's student has the first 4 photos of 6.
x = encodings()
maps, wanted = [2 * x, x[:4].square()], [t, sines(30, 2.2).reshape(6, 5)[:4]]
record("hints", sum(F.mse_loss(s, w) / w.var(unbiased=False) for s, w in zip(maps, wanted)) / 2, encodings=x)
print(json.dumps(results))
