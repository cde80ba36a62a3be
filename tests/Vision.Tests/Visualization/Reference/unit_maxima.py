"""The nine images that activate each unit of VGG-19 most, by brute force in PyTorch.

Arguments: weights (safetensors), folder of .ppm images, output folder, layers separated by commas. For each layer it writes
LAYER.value, LAYER.image, LAYER.y and LAYER.x, units x 9, little-endian float64 and int32. All is computed in float64. Every map of every image is kept and
sorted whole: nothing is merged, so nothing here can be wrong in the way a merge can.
"""

import json
import os
import struct
import sys

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
import torch
from PIL import Image

BLOCKS = [2, 2, 4, 4, 4]


def tensors(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        for name, entry in header.items():
            if name != "__metadata__":
                begin, end = entry["data_offsets"]
                file.seek(8 + length + begin)
                kind = {"F32": "<f4", "F16": "<f2"}[entry["dtype"]]
                yield name, torch.from_numpy(np.frombuffer(file.read(end - begin), kind).astype(np.float64).reshape(entry["shape"]))


def plan(layers):
    """(name, what) up to the deepest layer; what is an index of torchvision's features, or relu, or pool."""
    index, steps = 0, []
    for block, convolutions in enumerate(BLOCKS, 1):
        if block > 1:
            steps.append((None, "pool"))
            index += 1
        for convolution in range(1, convolutions + 1):
            steps += [(f"conv{block}_{convolution}", index), (f"relu{block}_{convolution}", "relu")]
            index += 2
    last = max(i for i, (name, _) in enumerate(steps) if name in layers)
    return steps[: last + 1]


def main(weights, folder, output, layers):
    layers = layers.split(",")
    torch.set_num_threads(1)
    w = dict(tensors(weights))
    mean = torch.tensor([103.939, 116.779, 123.68], dtype=torch.float64).reshape(1, 3, 1, 1)
    found = {layer: [] for layer in layers}
    with torch.no_grad():
        for name in sorted(os.listdir(folder)):
            rgb = np.asarray(Image.open(os.path.join(folder, name)).convert("RGB"), np.float64)
            x = torch.from_numpy(rgb[:, :, ::-1].copy()).permute(2, 0, 1)[None] - mean
            for layer, what in plan(layers):
                if what == "pool":
                    x = torch.nn.functional.max_pool2d(x, 2)
                elif what == "relu":
                    x = torch.relu(x)
                else:
                    x = torch.nn.functional.conv2d(x, w[f"features.{what}.weight"], w[f"features.{what}.bias"], padding=1)
                if layer in layers:
                    found[layer].append(x[0].numpy())
    for layer, maps in found.items():
        units = maps[0].shape[0]
        value, image, y, x = (np.zeros((units, 9), kind) for kind in ("<f8", "<i4", "<i4", "<i4"))
        for unit in range(units):
            candidates = []
            for number, m in enumerate(maps):
                best = m[unit].max()
                row, column = np.argwhere(m[unit] == best)[0]
                candidates.append((-float(best), number, int(row), int(column)))
            for rank, (negative, number, row, column) in enumerate(sorted(candidates)[:9]):
                value[unit, rank], image[unit, rank], y[unit, rank], x[unit, rank] = -negative, number, row, column
        for what, array in (("value", value), ("image", image), ("y", y), ("x", x)):
            array.tofile(os.path.join(output, f"{layer}.{what}"))


main(*sys.argv[1:])
