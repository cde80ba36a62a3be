"""Independent PyTorch run of the MiniFASNets: python3 minifasnet.py WEIGHTS SCALE X Y W H < PPM  (prints crop, logits, pixel sums).

Crop geometry and layers follow the published description, for comparison with FaceGrid.Vision.Faces.Liveness.
"""
import json
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def load(path):
    raw = open(path, "rb").read()
    length = struct.unpack("<Q", raw[:8])[0]
    head = json.loads(raw[8:8 + length])
    head.pop("__metadata__", None)
    read = lambda t: np.frombuffer(raw, np.float32, int(np.prod(t["shape"])), 8 + length + t["data_offsets"][0])
    return {k: torch.from_numpy(read(t).reshape(t["shape"]).copy()) for k, t in head.items()}


def norm(w, name, x):
    return F.batch_norm(x, w[name + ".running_mean"], w[name + ".running_var"], w[name + ".weight"], w[name + ".bias"])


def unit(w, name, x, stride=1, pad=0, groups=1):
    x = norm(w, name + ".bn", F.conv2d(x, w[name + ".conv.weight"], stride=stride, padding=pad, groups=groups))
    return F.prelu(x, w[name + ".prelu.weight"]) if name + ".prelu.weight" in w else x


def block(w, name, x, stride):
    groups = w[name + ".conv_dw.conv.weight"].shape[0]
    y = unit(w, name + ".project", unit(w, name + ".conv_dw", unit(w, name + ".conv", x), stride, 1, groups))
    if name + ".se_fc1.weight" in w:
        s = F.relu(norm(w, name + ".se_bn1", F.conv2d(F.adaptive_avg_pool2d(y, 1), w[name + ".se_fc1.weight"])))
        y = y * torch.sigmoid(norm(w, name + ".se_bn2", F.conv2d(s, w[name + ".se_fc2.weight"])))
    return y


def network(w, x):
    x = unit(w, "conv2_dw", unit(w, "conv1", x, 2, 1), 1, 1, 32)
    for down, stage, count in (("conv_23", "conv_3", 4), ("conv_34", "conv_4", 6), ("conv_45", "conv_5", 2)):
        x = block(w, down, x, 2)
        for i in range(count):
            x = x + block(w, f"{stage}.model.{i}", x, 1)
    x = unit(w, "conv_6_dw", unit(w, "conv_6_sep", x), groups=512).flatten(1)
    return norm(w, "bn", x @ w["linear.weight"].T) @ w["prob.weight"].T


def span(centre, length, end):
    first, last = centre - length / 2, centre + length / 2
    if first < 0:
        first, last = 0.0, last - first
    if last > end:
        first, last = max(first - (last - end), 0.0), end
    return int(first), int(last)


def main():
    path, scale, x, y, w, h = sys.argv[1], *map(float, sys.argv[2:7])
    kind, width, height, _, pixels = sys.stdin.buffer.read().split(b"\n", 4)
    width, height = int(width), int(height)
    image = np.frombuffer(pixels, np.uint8).reshape(height, width, 3)
    k = min(scale, (height - 1) / h, (width - 1) / w)
    left, right = span(x + w / 2, w * k, width - 1)
    top, bottom = span(y + h / 2, h * k, height - 1)
    part = image[top:bottom + 1, left:right + 1, ::-1].astype(np.float64).transpose(2, 0, 1).copy()
    crop = torch.floor(F.interpolate(torch.from_numpy(part)[None], (80, 80), mode="bilinear", align_corners=False) + 0.5 + 1e-6).float()
    with torch.no_grad():
        logits = network(load(path), crop)[0]
    print(json.dumps({"crop": [left, top, right - left + 1, bottom - top + 1], "logits": logits.tolist(),
                      "softmax": F.softmax(logits, 0).tolist(), "pixels": crop[0].permute(1, 2, 0).flatten().int().tolist()}))


main()
