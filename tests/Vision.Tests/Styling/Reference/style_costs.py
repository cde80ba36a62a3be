"""Style costs by recorded graphs, in float64, written apart from the program that it is compared with.

python3 style_costs.py FOLDER WEIGHTS HEIGHT WIDTH PROFILE...

FOLDER/{content,style,generated}.f32 hold RGB images in 0..255, planes one after another; the style image is as wide as it is high. Writes FOLDER/PROFILE.gradient (f64) and
prints a line of JSON for each profile: its terms. `features` instead of a profile writes FOLDER/LAYER.features and FOLDER/LAYER.gram for
the network's every layer on the generated image.
"""
import json
import os
import struct
import sys

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def read(path):
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    meta = header.pop("__metadata__", {})
    kinds = {"F32": "<f4", "F16": "<f2"}
    return meta, {
        n: torch.from_numpy(np.frombuffer(data[slice(*e["data_offsets"])], kinds[e["dtype"]]).reshape(e["shape"]).astype(np.float64))
        for n, e in header.items()
    }


def column(*values):
    return torch.tensor(values, dtype=torch.float64).view(1, 3, 1, 1)


def caffe(x):
    return x.flip(1) - column(103.939, 116.779, 123.68)


def torchvision(x):
    return (x / 255 - column(0.485, 0.456, 0.406)) / column(0.229, 0.224, 0.225)


class Network:
    def __init__(self, path):
        meta, self.weights = read(path)
        self.red_first = meta.get("input", "").startswith("RGB")
        self.blocks = (2, 2, 4, 4, 4) if "features.34.weight" in self.weights else (2, 2, 3, 3, 3)

    def unscaled(self, x):
        return x - column(123.675, 116.28, 103.53) if self.red_first else x.flip(1) - column(103.53, 116.28, 123.675)

    def trained(self, x):
        return torchvision(x) if self.red_first else caffe(x)

    def __call__(self, x, average):
        """All maps by name, conv and relu."""
        maps, index = {}, 0
        for block, count in enumerate(self.blocks, 1):
            for n in range(1, count + 1):
                x = F.conv2d(x, self.weights[f"features.{index}.weight"], self.weights[f"features.{index}.bias"], padding=1)
                maps[f"conv{block}_{n}"] = x
                x = F.relu(x)
                maps[f"relu{block}_{n}"] = x
                index += 2
            index += 1
            if min(x.shape[2:]) < 2:
                break
            x = F.avg_pool2d(x, 2) if average else F.max_pool2d(x, 2)
        return maps


def matrix(f):
    return f.reshape(f.shape[1], -1)


def mean_squares(f, p):
    return ((f - p) ** 2).mean()


def gatys_style(f, a):
    """Equation 4 where both images have M units; each matrix over its own M else."""
    f, a = matrix(f), matrix(a)
    g, t = f @ f.T / f.shape[1], a @ a.T / a.shape[1]
    return ((g - t) ** 2).sum() / (4 * f.shape[0] ** 2)


def gram(f):
    f = matrix(f)
    return f @ f.T / f.numel()


def variation(x):
    return (x[..., 1:] - x[..., :-1]).abs().sum() + (x[..., 1:, :] - x[..., :-1, :]).abs().sum()


FIRST = ["1_1", "2_1", "3_1", "4_1", "5_1"]
CONV, RELU = ["conv" + f for f in FIRST], ["relu" + f for f in FIRST]
TUTORIAL = ["conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1"]


def terms(profile, net, x, content, style):
    """Content terms, style terms, total variation; images in 0..255."""
    if profile == "gatys-paper":
        f, p, a = (net(caffe(i), True) for i in (x, content, style))
        return [((f["conv4_2"] - p["conv4_2"]) ** 2).sum() / 2], [1e3 / 5 * gatys_style(f[l], a[l]) for l in CONV], x.sum() * 0
    if profile == "neural-style":
        f, p, a = (net(caffe(i), False) for i in (x, content, style))
        return [5 * F.mse_loss(f["relu4_2"], p["relu4_2"])], [100 * F.mse_loss(gram(f[l]), gram(a[l])) for l in RELU], 1e-3 * variation(x)
    if profile == "coursera":
        f, p, a = (net(caffe(i), True) for i in (x, content, style))
        d = f["relu4_2"] - p["relu4_2"]
        return [10 * (d ** 2).sum() / (4 * d.numel())], [40 * 0.2 * gatys_style(f[l], a[l]) for l in RELU], x.sum() * 0
    if profile == "pytorch-tutorial":
        f, p, a = (net(net.trained(i), False) for i in (x, content, style))
        return [F.mse_loss(f["conv2_2"], p["conv2_2"])], [1e6 * F.mse_loss(gram(f[l]), gram(a[l])) for l in TUTORIAL], x.sum() * 0
    assert profile == "gordicaleksa"
    f, p, a = (net(net.unscaled(i), False) for i in (x, content, style))
    losses = [3e4 * F.mse_loss(gram(f[l]), gram(a[l]), reduction="sum") / len(RELU) for l in RELU]
    return [1e5 * F.mse_loss(f["relu4_2"], p["relu4_2"])], losses, 1.0 * variation(x)


def main():
    folder, weights, height, width = sys.argv[1:5]
    net = Network(weights)

    def image(name, h, w):
        return torch.from_numpy(np.fromfile(f"{folder}/{name}.f32", "<f4").astype(np.float64).reshape(1, 3, h, w))

    h, w = int(height), int(width)
    content, style, generated = image("content", h, w), image("style", h, h), image("generated", h, w)
    for profile in sys.argv[5:]:
        if profile == "features":
            with torch.no_grad():
                for name, maps in net(net.trained(generated), False).items():
                    maps.numpy().tofile(f"{folder}/{name}.features")
                    (matrix(maps) @ matrix(maps).T / (maps.shape[2] * maps.shape[3])).numpy().tofile(f"{folder}/{name}.gram")
            continue
        x = generated.clone().requires_grad_(True)
        c, s, v = terms(profile, net, x, content, style)
        (sum(c) + sum(s) + v).backward()
        x.grad.numpy().tofile(f"{folder}/{profile}.gradient")
        print(json.dumps({"content": [t.item() for t in c], "style": [t.item() for t in s], "variation": v.item()}))


main()
