"""The peer of `bench train`: the same MobileFaceNet, batches, loss and optimiser in PyTorch, one process that answers on stdin/stdout.

python3 train_torch.py PHOTOS SIDE WIDTH PEOPLE K PER_PERSON THREADS SLOPES
PHOTOS holds 112x112x3 bytes a photo, PER_PERSON after another of each person. Every step takes PEOPLE people with K photos
each, mirrored half of the times, averaged down to SIDE, and minimises the batch-hard triplet loss on squared L2 with margin
0.4 by AdamW; the next batch is made on a thread of its own meanwhile. Prints "ready TORCH-VERSION PARAMETERS", then for each
line, a number of steps, one line of JSON: seconds, seconds of processor time, the last loss.
"""
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def unit(i, o, kernel, stride, padding, groups, slopes, linear=False):
    layers = [nn.Conv2d(i, o, kernel, stride, padding, groups=groups, bias=False), nn.BatchNorm2d(o)]
    if not linear:
        layers.append(nn.PReLU(o) if slopes else nn.LeakyReLU(0.25))
    return nn.Sequential(*layers)


class Bottleneck(nn.Module):
    def __init__(self, i, o, t, stride, slopes):
        super().__init__()
        self.residual = stride == 1 and i == o
        self.conv = nn.Sequential(
            unit(i, i * t, 1, 1, 0, 1, slopes), unit(i * t, i * t, 3, stride, 1, i * t, slopes), unit(i * t, o, 1, 1, 0, 1, slopes, True))

    def forward(self, x):
        y = self.conv(x)
        return x + y if self.residual else y


def network(side, width, slopes):
    def wide(c):
        return c if width == 1 else max(8, int(c * width / 8 + 0.5) * 8)

    c = wide(64)
    layers = [unit(3, c, 3, 2, 1, 1, slopes), unit(c, c, 3, 1, 1, c, slopes)]
    for t, o, n, s in ((2, 64, 5, 2), (4, 128, 1, 2), (2, 128, 6, 1), (4, 128, 1, 2), (2, 128, 2, 1)):
        for r in range(n):
            layers.append(Bottleneck(c, wide(o), t, s if r == 0 else 1, slopes))
            c = wide(o)
    last, rest = wide(512), (side + 15) // 16
    layers += [
        unit(c, last, 1, 1, 0, 1, slopes), unit(last, last, rest, 1, 0, last, slopes, True),
        unit(last, 128, 1, 1, 0, 1, slopes, True), nn.Flatten(),
    ]
    return nn.Sequential(*layers).to(memory_format=torch.channels_last)


def triplet(e, people, margin=0.4):
    with torch.no_grad():
        d = (2 - 2 * e @ e.T).clamp_min(0)
        same = people[:, None] == people[None]
        own = same & ~torch.eye(len(people), dtype=torch.bool)
        positive = d.masked_fill(~own, -1).argmax(1)
        negative = d.masked_fill(same, 9).argmin(1)
    return ((e - e[positive]).pow(2).sum(1) - (e - e[negative]).pow(2).sum(1) + margin).clamp_min(0).mean()


def main():
    file, side, width, p, k, per, threads, slopes = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), *map(int, sys.argv[4:9])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    photos = torch.from_numpy(np.fromfile(file, np.uint8).reshape(-1, per, 112, 112, 3))
    random = np.random.default_rng(1)
    net = network(side, width, slopes).train()
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=5e-3, foreach=True)

    def batch():
        people = random.choice(len(photos), p, replace=False)
        chosen = torch.stack([photos[person, photo] for person in people for photo in random.choice(per, k, replace=False)])
        mirrored = torch.from_numpy(random.random(p * k) < 0.5)
        chosen[mirrored] = chosen[mirrored].flip(2)
        x = chosen.permute(0, 3, 1, 2).float()
        if side < 112:
            x = F.avg_pool2d(x, 112 // side)
        return ((x - 127.5) / 128).contiguous(memory_format=torch.channels_last), torch.from_numpy(people).repeat_interleave(k)

    pool = ThreadPoolExecutor(1)
    ahead = pool.submit(batch)
    print("ready", torch.__version__, sum(q.numel() for q in net.parameters()), flush=True)
    for line in sys.stdin:
        start, worked = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            x, people = ahead.result()
            ahead = pool.submit(batch)
            loss = triplet(F.normalize(net(x)), people)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        print(json.dumps({"seconds": time.perf_counter() - start, "cpu": time.process_time() - worked, "loss": loss.item()}), flush=True)
    pool.shutdown()


if __name__ == "__main__":
    main()
