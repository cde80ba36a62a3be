"""The peer of `bench encode`: the same MobileFaceNet in PyTorch, one process that answers on stdin/stdout.

python3 mobilefacenet_torch.py WEIGHTS.safetensors THREADS
Prints "ready TORCH-VERSION", then for each line "encode HEX N": encodes the 112x112 RGB face N times, one face a call as a
door would, and prints one line of JSON: seconds of each call, the encoding of the last, peak memory in KiB.
"""
import json, struct, sys, time
import numpy as np
import torch
import torch.nn.functional as F


def read(path):
    raw = open(path, "rb").read()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8:8 + size])
    meta = header.pop("__metadata__", {})
    data = memoryview(raw)[8 + size:]
    kind = {"F32": np.float32, "F16": np.float16}

    def tensor(t):
        values = np.frombuffer(data[slice(*t["data_offsets"])], kind[t["dtype"]])
        return torch.from_numpy(values.reshape(t["shape"]).astype(np.float32))

    return meta, {name: tensor(t) for name, t in header.items()}


class Network:
    def __init__(self, weights):
        self.w = weights
        self.blocks = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("blocks."))

    def norm(self, x, at):
        return F.batch_norm(x, self.w[at + ".running_mean"], self.w[at + ".running_var"], self.w[at + ".weight"], self.w[at + ".bias"])

    def unit(self, x, conv, norm, prelu, stride=1, padding=0):
        kernel = self.w[conv + ".weight"]
        x = self.norm(F.conv2d(x, kernel, stride=stride, padding=padding, groups=x.shape[1] // kernel.shape[1]), norm)
        return F.prelu(x, self.w[prelu + ".weight"]) if prelu else x

    def named(self, x, at, stride=1, padding=0, linear=False):
        return self.unit(x, at + ".conv", at + ".bn", None if linear else at + ".prelu", stride, padding)

    def __call__(self, x):
        x = self.named(self.named(x, "conv1", 2, 1), "dw_conv1", 1, 1)
        for i in range(self.blocks):
            c = f"blocks.{i}.conv."
            y = self.unit(x, c + "0", c + "1", c + "2")
            y = self.unit(y, c + "3", c + "4", c + "5", 2 if i in (0, 5, 12) else 1, 1)
            y = self.unit(y, c + "6", c + "7", None)
            x = x + y if x.shape == y.shape else y
        x = self.named(self.named(self.named(x, "conv2"), "linear7", linear=True), "linear1", linear=True)
        return F.normalize(x.flatten(1))


def peak():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))


def main():
    torch.set_num_threads(int(sys.argv[2]))
    meta, weights = read(sys.argv[1])
    network, narrow = Network(weights), "96 wide" in meta.get("input", "")
    print("ready", torch.__version__, flush=True)
    with torch.no_grad():
        for line in sys.stdin:
            _, face, times = line.split()
            face, seconds = np.frombuffer(bytes.fromhex(face), np.uint8), []
            for _ in range(int(times)):
                start = time.perf_counter()
                x = torch.from_numpy(face.reshape(1, 112, 112, 3)[:, :, 8:104] if narrow else face.reshape(1, 112, 112, 3))
                y = network(((x.permute(0, 3, 1, 2).float() - 127.5) / 128).contiguous()).numpy()
                seconds.append(time.perf_counter() - start)
            print(json.dumps({"seconds": seconds, "encoding": y[0].tolist(), "peakKiB": peak()}), flush=True)


if __name__ == "__main__":
    main()
