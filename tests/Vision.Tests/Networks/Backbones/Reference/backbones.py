"""The networks of the encoders, implemented independently in PyTorch in double precision.

backbones.py ARCHITECTURE WEIGHTS CASE ANSWER

WEIGHTS  safetensors, every parameter and running statistic
CASE     safetensors: input (N x 3 x H x W), cotangent (N x D)
ANSWER   safetensors to be written: eval (the output in evaluation mode), train (in training mode), and for every parameter the gradient
         of sum(train * cotangent)
"""
import json
import struct
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional as F


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(
            numpy.frombuffer(data[slice(*entry["data_offsets"])], dtype=numpy.float32).reshape(entry["shape"]).astype(numpy.float64))
        for name, entry in header.items()
    }


def write(path, tensors):
    header, at, parts = {}, 0, []
    for name, value in tensors.items():
        part = value.detach().numpy().astype(numpy.float32).tobytes()
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [at, at + len(part)]}
        at += len(part)
        parts.append(part)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


class LeNet(nn.Module):
    def __init__(self, like):
        super().__init__()
        for name in "conv1", "conv2":
            setattr(self, name, nn.Conv2d(like(name)[1], like(name)[0], 5))
        for name in "fc1", "fc2", "fc3":
            setattr(self, name, nn.Linear(like(name)[1], like(name)[0]))

    def forward(self, x):
        x = F.avg_pool2d(torch.tanh(self.conv1(x)), 2)
        x = F.avg_pool2d(torch.tanh(self.conv2(x)), 2)
        return self.fc3(torch.tanh(self.fc2(torch.tanh(self.fc1(x.flatten(1))))))


def response_norm(x, k, alpha):
    """The sum in the paper, map by map."""
    squares, channels = x * x, x.shape[1]
    sums = torch.stack([squares[:, max(0, i - 2):min(channels, i + 3)].sum(1) for i in range(channels)], 1)
    return x / (k + alpha * sums) ** 0.75


class AlexNet(nn.Module):
    def __init__(self, like):
        super().__init__()
        sizes = {"conv1": (11, 4, 0, 1), "conv2": (5, 1, 2, 2), "conv3": (3, 1, 1, 1), "conv4": (3, 1, 1, 2), "conv5": (3, 1, 1, 2)}
        for name, (kernel, stride, padding, groups) in sizes.items():
            setattr(self, name, nn.Conv2d(like(name)[1] * groups, like(name)[0], kernel, stride, padding, groups=groups))
        for name in "fc6", "fc7", "fc8":
            setattr(self, name, nn.Linear(like(name)[1], like(name)[0]))

    def forward(self, x):
        x = F.max_pool2d(response_norm(F.relu(self.conv1(x)), 2, 1e-4), 3, 2)
        x = F.max_pool2d(response_norm(F.relu(self.conv2(x)), 2, 1e-4), 3, 2)
        x = F.max_pool2d(F.relu(self.conv5(F.relu(self.conv4(F.relu(self.conv3(x)))))), 3, 2)
        return self.fc8(F.relu(self.fc7(F.relu(self.fc6(x.flatten(1))))))


class Vgg(nn.Module):
    def __init__(self, like, blocks):
        super().__init__()
        layers = []
        for block in blocks:
            for _ in range(block):
                shape = like(f"features.{len(layers)}")
                layers += [nn.Conv2d(shape[1], shape[0], 3, padding=1), nn.ReLU()]
            layers.append(nn.MaxPool2d(2))
        self.features = nn.Sequential(*layers)
        full = [nn.Linear(like(f"classifier.{i}")[1], like(f"classifier.{i}")[0]) for i in (0, 3, 6)]
        self.classifier = nn.Sequential(full[0], nn.ReLU(), nn.Identity(), full[1], nn.ReLU(), nn.Identity(), full[2])

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


class BasicBlock(nn.Module):
    def __init__(self, into, out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(into, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.downsample = None
        if stride != 1 or into != out:
            self.downsample = nn.Sequential(nn.Conv2d(into, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, like, blocks):
        super().__init__()
        channels = like("conv1")[0]
        self.conv1 = nn.Conv2d(3, channels, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        for layer, count in enumerate(blocks, 1):
            made = []
            for block in range(count):
                out = like(f"layer{layer}.{block}.conv1")[0]
                made.append(BasicBlock(channels, out, 2 if layer > 1 and block == 0 else 1))
                channels = out
            setattr(self, f"layer{layer}", nn.Sequential(*made))
        self.fc = nn.Linear(channels, like("fc")[0])

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(F.adaptive_avg_pool2d(x, 1).flatten(1))


class Inception(nn.Module):
    """nn4.small2: name, stride, whether the pooling is L2."""

    modules_in_order = [
        ("3a", 1, False), ("3b", 1, True), ("3c", 2, False), ("4a", 1, True), ("4e", 2, False), ("5a", 1, True), ("5b", 1, False)]

    def __init__(self, like, names):
        super().__init__()

        def unit(name, stride=1):
            out, into, kernel, _ = like(name + ".conv")
            return nn.ModuleDict({"conv": nn.Conv2d(into, out, kernel, stride, kernel // 2), "bn": nn.BatchNorm2d(out)})

        self.conv1, self.conv2, self.conv3 = unit("conv1", 2), unit("conv2"), unit("conv3")
        for module, stride, _ in self.modules_in_order:
            prefix = "inception" + module
            found = [b for b in ("1x1", "3x3_reduce", "3x3", "5x5_reduce", "5x5", "pool_proj") if f"{prefix}.{b}.conv.weight" in names]
            setattr(self, prefix, nn.ModuleDict({b: unit(f"{prefix}.{b}", stride if b in ("3x3", "5x5") else 1) for b in found}))
        self.fc = nn.Linear(like("fc")[1], like("fc")[0])

    @staticmethod
    def run(unit, x):
        return F.relu(unit["bn"](unit["conv"](x)))

    def forward(self, x):
        x = response_norm(F.max_pool2d(self.run(self.conv1, x), 3, 2, 1), 1, 1e-4 / 5)
        x = F.max_pool2d(response_norm(self.run(self.conv3, self.run(self.conv2, x)), 1, 1e-4 / 5), 3, 2, 1)
        for name, stride, squares in self.modules_in_order:
            units, branches = getattr(self, "inception" + name), []
            if "1x1" in units:
                branches.append(self.run(units["1x1"], x))
            for kernel in "3x3", "5x5":
                if kernel in units:
                    branches.append(self.run(units[kernel], self.run(units[kernel + "_reduce"], x)))
            if squares:
                ones = torch.ones(x.shape[1], 1, 3, 3, dtype=x.dtype)
                pooled = torch.sqrt(F.conv2d(x * x, ones, stride=stride, padding=1, groups=x.shape[1]) + 1e-12)
            else:
                pooled = F.max_pool2d(x, 3, stride, 1)
            branches.append(self.run(units["pool_proj"], pooled) if "pool_proj" in units else pooled)
            x = torch.cat(branches, 1)
        return self.fc(x.mean((2, 3)))


def main(architecture, weights, case, answer):
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)
    state, given = read(weights), read(case)

    def like(name):
        return list(state[name + ".weight"].shape)

    network = {
        "lenet-5": lambda: LeNet(like),
        "alexnet": lambda: AlexNet(like),
        "vgg-16": lambda: Vgg(like, (2, 2, 3, 3, 3)),
        "vgg-19": lambda: Vgg(like, (2, 2, 4, 4, 4)),
        "resnet-18": lambda: ResNet(like, (2, 2, 2, 2)),
        "resnet-34": lambda: ResNet(like, (3, 4, 6, 3)),
        "inception": lambda: Inception(like, state.keys()),
    }[architecture]()
    missing, unexpected = network.load_state_dict(state, strict=False)
    assert not unexpected and all(name.endswith("num_batches_tracked") for name in missing), (missing, unexpected)
    network.eval()
    found = {"eval": network(given["input"])}
    network.train()
    found["train"] = network(given["input"])
    (found["train"] * given["cotangent"]).sum().backward()
    write(answer, {**found, **{name: parameter.grad for name, parameter in network.named_parameters()}})


main(*sys.argv[1:])
