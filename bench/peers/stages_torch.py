"""The peer of `bench stages`: detect, align and encode with PyTorch, NumPy and Pillow, search with FAISS.

python3 stages_torch.py MTCNN ENCODER PHOTO.png GALLERY.f32 THREADS LEAST_FACE
Prints "ready TORCH-VERSION FAISS-VERSION", then for each line on stdin goes once from photo to nearest neighbours and prints one
line of JSON: milliseconds of each stage, the box of the surest face, its encoding, peak memory in KiB.
"""
import json, sys, time

import faiss
import numpy as np
import torch
from PIL import Image

import face_networks as networks
import mobilefacenet_torch as encoder

# Counted from the corner of the first pixel, as Pillow counts.
TEMPLATE = 0.5 + np.array([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]])


def to_photo(points):
    """Least squares similarity from the template to the photo, as the six numbers Pillow wants."""
    rows, right = [], []
    for (x, y), (u, v) in zip(TEMPLATE, points):
        rows += [[x, -y, 1, 0], [y, x, 0, 1]]
        right += [u, v]
    a, b, c, d = np.linalg.lstsq(np.array(rows), np.array(right), rcond=None)[0]
    return a, -b, c, b, a, d


def main():
    mtcnn, weights, photo, gallery, threads, least = sys.argv[1:7]
    networks.MTCNN_TYPE = torch.float32
    torch.set_num_threads(int(threads))
    faiss.omp_set_num_threads(int(threads))
    detector = networks.read(mtcnn)
    meta, parameters = encoder.read(weights)
    network, narrow = encoder.Network(parameters), "96 wide" in meta.get("input", "")
    index = faiss.IndexFlatL2(128)
    index.add(np.fromfile(gallery, np.float32).reshape(-1, 128))
    image = Image.open(photo).convert("RGB")
    print("ready", torch.__version__, faiss.__version__, flush=True)
    for _ in sys.stdin:
        times = [time.perf_counter()]
        boxes, points = networks.mtcnn(detector, image, least=float(least))
        times.append(time.perf_counter())
        face = np.asarray(image.transform((112, 112), Image.AFFINE, to_photo(points[0]), Image.BILINEAR))
        times.append(time.perf_counter())
        pixels = torch.from_numpy(face[None, :, 8:104].copy() if narrow else face[None].copy())
        encoding = network(((pixels.permute(0, 3, 1, 2).float() - 127.5) / 128).contiguous()).numpy()
        times.append(time.perf_counter())
        index.search(encoding, 5)
        times.append(time.perf_counter())
        print(json.dumps({
            "milliseconds": [1e3 * (b - a) for a, b in zip(times, times[1:])], "box": boxes[0, :4].tolist(),
            "encoding": encoding[0].tolist(), "peakKiB": encoder.peak()}), flush=True)


main()
