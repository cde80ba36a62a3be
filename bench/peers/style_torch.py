"""The peer of `bench style`: the same cost by a recorded graph in PyTorch, one process that answers on stdin/stdout.

python3 style_torch.py WEIGHTS.safetensors PROFILE SIDE THREADS
Prints "ready TORCH-VERSION KIB" once the weights are loaded, then for each line, a number of steps of torch.optim.Adam (lr 10), one line of
JSON: seconds of each step, the loss before the last, peak memory in KiB. Profiles: neural-style, gatys-paper.
"""
import json, struct, sys, time
import numpy as np
import torch
import torch.nn.functional as F


def memory(name):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(name))


def read(path):
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        header.pop("__metadata__", None)
        start = f.tell()
        weights = {}
        for name, t in header.items():
            f.seek(start + t["data_offsets"][0])
            data = np.frombuffer(f.read(t["data_offsets"][1] - t["data_offsets"][0]), {"F32": "<f4", "F16": "<f2"}[t["dtype"]])
            weights[name] = torch.from_numpy(data.astype(np.float32).reshape(t["shape"]))
        return weights


def image(seed, side):
    """Levels from a linear congruence, as the other side makes them."""
    count = 3 * side * side
    out, state = np.empty(count, np.float32), seed
    for i in range(count):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        out[i] = state >> 24
    return torch.from_numpy(out.reshape(1, 3, side, side))


PROFILES = {
    # content layer and weight, style layers' kind and weight over N^2 of Gram matrices over M, total variation, average pooling
    "neural-style": ("relu4_2", lambda d: 5 * (d ** 2).mean(), "relu", lambda n: 100 / n ** 4, 1e-3, False),
    "gatys-paper": ("conv4_2", lambda d: (d ** 2).sum() / 2, "conv", lambda n: 200 / (4 * n ** 2), 0, True),
}


def main():
    path, profile, side, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    torch.set_num_threads(threads)
    at, content_cost, kind, factor, tv, average = PROFILES[profile]
    weights = read(path)
    print("ready", torch.__version__, memory("VmRSS"), flush=True)
    styles = [f"{kind}{b}_1" for b in range(1, 6)]
    mean = torch.tensor((103.939, 116.779, 123.68)).view(1, 3, 1, 1)

    def features(x):
        x, out, index = x.flip(1) - mean, {}, 0
        for block, count in enumerate((2, 2, 4, 4, 1), 1):
            for n in range(1, count + 1):
                x = F.conv2d(x, weights[f"features.{index}.weight"], weights[f"features.{index}.bias"], padding=1)
                if f"conv{block}_{n}" in (at, *styles):
                    out[f"conv{block}_{n}"] = x
                x = F.relu(x)
                if f"relu{block}_{n}" in (at, *styles):
                    out[f"relu{block}_{n}"] = x
                index += 2
            index += 1
            if block < 5:
                x = F.avg_pool2d(x, 2) if average else F.max_pool2d(x, 2)
        return out

    def gram(f):
        f = f[0].flatten(1)
        return f @ f.T / f.shape[1]

    with torch.no_grad():
        found = features(image(2, side))
        grams = {l: gram(found[l]) for l in styles}
        content = features(image(1, side))[at].clone()
        del found
    x = image(3, side).requires_grad_(True)
    adam = torch.optim.Adam([x], lr=10.0)
    for line in sys.stdin:
        seconds = []
        for _ in range(int(line)):
            start = time.perf_counter()
            adam.zero_grad()
            f = features(x)
            loss = content_cost(f[at] - content) + sum(factor(grams[l].shape[0]) * ((gram(f[l]) - grams[l]) ** 2).sum() for l in styles)
            if tv:
                loss = loss + tv * ((x[..., 1:] - x[..., :-1]).abs().sum() + (x[..., 1:, :] - x[..., :-1, :]).abs().sum())
            loss.backward()
            adam.step()
            value = loss.item()
            del f, loss
            seconds.append(time.perf_counter() - start)
        print(json.dumps({"seconds": seconds, "loss": value, "peakKiB": memory("VmHWM")}), flush=True)


main()
