"""Face detection and landmarks in PyTorch, NumPy and Pillow, independent of the program under test.

The networks follow their TensorFlow definition: NHWC inputs are converted to NCHW, 'same' padding is explicit, and the
images of MTCNN are transposed (width first), because it was trained in Matlab and its dense kernels expect that order.
MTCNN runs in float64 (MTCNN_TYPE) and orders candidates by logits, so that the order does not depend on rounding.
"""
import json
import struct

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

torch.set_num_threads(1)
torch.set_grad_enabled(False)

MTCNN_TYPE = torch.float64
ANCHORS = [(1.603231, 2.094468), (6.041143, 7.080126), (2.882459, 3.518061), (4.266906, 5.178857), (9.041765, 10.66308)]


def read(path):
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(np.frombuffer(data[e["data_offsets"][0]:e["data_offsets"][1]], "<f4").reshape(e["shape"]).copy())
        for name, e in header.items()
    }


def same(x, kernel, stride, value=0.0):
    """TensorFlow's 'same' padding: the odd pixel at the right and at the bottom."""
    h, w = x.shape[2:]
    ph = max((-(-h // stride) - 1) * stride + kernel - h, 0)
    pw = max((-(-w // stride) - 1) * stride + kernel - w, 0)
    return F.pad(x, (pw // 2, pw - pw // 2, ph // 2, ph - ph // 2), value=value)


def pool(x, kernel, stride, padding="same"):
    return F.max_pool2d(same(x, kernel, stride, -np.inf) if padding == "same" else x, kernel, stride)


def separable(w, name, x, stride=1):
    x = F.conv2d(same(x, 3, stride), w[name + ".depthwise_filter"], stride=stride, groups=x.shape[1])
    return F.conv2d(x, w[name + ".pointwise_filter"], w[name + ".bias"])


def nchw(pixels):
    return torch.from_numpy(np.ascontiguousarray(np.asarray(pixels, np.float32).transpose(2, 0, 1)))[None]


def tiny_yolo(w, pixels):
    """H x W x 3 RGB 0..255 -> 25 x H/32 x W/32."""
    x = (nchw(pixels) - torch.tensor([117.001, 114.697, 97.404]).view(1, 3, 1, 1)) / 256
    x = pool(F.leaky_relu(F.conv2d(x, w["conv0.filters"], w["conv0.bias"]), 0.1), 2, 2)
    for i in range(1, 6):
        x = pool(F.leaky_relu(separable(w, f"conv{i}", x), 0.1), 2, 2 if i < 5 else 1)
    return F.conv2d(x, w["conv8.filters"], w["conv8.bias"])[0]


def yolo_boxes(out, threshold):
    """[x0, y0, x1, y1, score] in pixels of the network's input."""
    found = []
    grid = out.double().numpy().reshape(5, 5, *out.shape[1:])
    for a, (aw, ah) in enumerate(ANCHORS):
        for row, column in np.ndindex(grid.shape[2:]):
            tx, ty, tw, th, to = grid[a, :, row, column]
            score = 1 / (1 + np.exp(-to))
            if score > threshold:
                cx, cy = column + 1 / (1 + np.exp(-tx)), row + 1 / (1 + np.exp(-ty))
                bw, bh = aw * np.exp(tw), ah * np.exp(th)
                found.append([32 * (cx - bw / 2), 32 * (cy - bh / 2), 32 * (cx + bw / 2), 32 * (cy + bh / 2), score])
    return np.array(found).reshape(-1, 5)


def nms(boxes, threshold, smaller=False):
    """Indices of the kept boxes in descending order of score; overlap over the union, or over the smaller box."""
    order, keep = list(np.argsort(-boxes[:, 4], kind="stable")), []
    while order:
        i = order.pop(0)
        keep.append(i)
        b = boxes[order]
        iw = np.clip(np.minimum(b[:, 2], boxes[i, 2]) - np.maximum(b[:, 0], boxes[i, 0]), 0, None)
        ih = np.clip(np.minimum(b[:, 3], boxes[i, 3]) - np.maximum(b[:, 1], boxes[i, 1]), 0, None)
        area, own = (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1]), (boxes[i, 2] - boxes[i, 0]) * (boxes[i, 3] - boxes[i, 1])
        overlap = iw * ih / (np.minimum(area, own) if smaller else area + own - iw * ih)
        order = [o for o, v in zip(order, overlap) if v <= threshold + 1e-9]  # equal ones stay, whatever the rounding
    return keep


def mtcnn_input(pixels):
    """H x W x 3 RGB 0..255 -> 1 x 3 x W x H."""
    return ((nchw(pixels).to(MTCNN_TYPE) - 127.5) * 0.0078125).transpose(2, 3)


def logit(scores):
    """Two outputs per candidate, along dimension 1 -> ln p/(1-p) of the second."""
    return scores[:, 1] - scores[:, 0]


def sigmoid(values):
    return 1 / (1 + np.exp(-values))


def trunk(w, net, x, layers):
    w.update({name: t.to(MTCNN_TYPE) for name, t in w.items()})
    for i, pooling in enumerate(layers, 1):
        x = F.prelu(F.conv2d(x, w[f"{net}.conv{i}.weights"], w[f"{net}.conv{i}.bias"]), w[f"{net}.prelu{i}_alpha"])
        x = pool(x, *pooling) if pooling else x
    return x


def pnet(w, pixels):
    """-> logits [H', W'], regions [4, H', W'], indexed y, x."""
    x = trunk(w, "pnet", mtcnn_input(pixels), [(2, 2), None, None])
    scores = logit(F.conv2d(x, w["pnet.conv4_1.weights"], w["pnet.conv4_1.bias"]))[0]
    regions = F.conv2d(x, w["pnet.conv4_2.weights"], w["pnet.conv4_2.bias"])[0]
    return scores.t(), regions.transpose(1, 2)


def dense(w, net, x, layer, slopes):
    x = x.permute(0, 2, 3, 1).flatten(1)
    return F.prelu(x @ w[f"{net}.{layer}.weights"] + w[f"{net}.{layer}.bias"], w[f"{net}.{slopes}"])


def heads(w, net, x, count):
    return [x @ w[f"{net}.fc2_{i}.weights"] + w[f"{net}.fc2_{i}.bias"] for i in range(1, count + 1)]


def rnet(w, patches):
    x = trunk(w, "rnet", torch.cat([mtcnn_input(p) for p in patches]), [(3, 2), (3, 2, "valid"), None])
    scores, regions = heads(w, "rnet", dense(w, "rnet", x, "fc1", "prelu4_alpha"), 2)
    return logit(scores).numpy(), regions.numpy()


def onet(w, patches):
    x = trunk(w, "onet", torch.cat([mtcnn_input(p) for p in patches]), [(3, 2), (3, 2, "valid"), (2, 2), None])
    scores, regions, points = heads(w, "onet", dense(w, "onet", x, "fc1", "prelu5_alpha"), 3)
    return logit(scores).numpy(), regions.numpy(), points.numpy()


def landmarks68(w, pixels):
    """112 x 112 x 3 RGB 0..255 -> 68 x 2, relative to the input."""
    x = (nchw(pixels) - torch.tensor([122.782, 117.001, 104.298]).view(1, 3, 1, 1)) / 255
    blocks = len({n.split(".")[0] for n in w if n.startswith("dense")})
    for b in range(blocks):
        if b == 0:
            first = F.conv2d(same(x, 3, 2), w["dense0.conv0.filters"], w["dense0.conv0.bias"], stride=2).relu()
        else:
            first = separable(w, f"dense{b}.conv0", x, 2).relu()
        total, x = first, first
        for c in range(1, blocks):
            total = total + separable(w, f"dense{b}.conv{c}", x)
            x = total.relu()
    x = F.avg_pool2d(x, x.shape[2]).flatten(1)
    return (x @ w["fc.weights"] + w["fc.bias"]).view(68, 2).numpy()


def patch(image, box, size):
    """The square box of the image, black beyond the border, resized with antialiasing."""
    return np.asarray(image.crop(tuple(box)).resize((size, size), Image.BILINEAR))


def whole(values):
    """Rounds halves away from zero; NumPy rounds halves to even."""
    return (np.sign(values) * np.floor(np.abs(values) + 0.5)).astype(int)


def square(boxes):
    side = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    x, y = whole((boxes[:, 0] + boxes[:, 2] - side) / 2), whole((boxes[:, 1] + boxes[:, 3] - side) / 2)
    return np.stack([x, y, x + whole(side), y + whole(side)], 1)


def calibrate(boxes, regions):
    size = np.stack([boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]] * 2, 1)
    return boxes[:, :4] + regions * size


def mtcnn(w, image, least=20, factor=0.709, thresholds=(0.6, 0.7, 0.7)):
    """A Pillow image -> [x0, y0, x1, y1, score], five points each."""
    candidates, scale = [], 12 / least
    while min(image.size) * scale >= 12:
        width, height = int(np.ceil(image.width * scale)), int(np.ceil(image.height * scale))
        scores, regions = pnet(w, np.asarray(image.resize((width, height), Image.BILINEAR)))
        ys, xs = np.nonzero(sigmoid(scores.numpy()) >= thresholds[0])
        fx, fy = image.width / width, image.height / height
        cells = np.stack([2 * xs * fx, 2 * ys * fy, (2 * xs + 12) * fx, (2 * ys + 12) * fy, scores.numpy()[ys, xs]], 1)
        keep = nms(cells, 0.5)
        candidates.append(np.concatenate([cells, regions.numpy()[:, ys, xs].T], 1)[keep])
        scale *= factor
    empty = np.zeros((0, 5)), np.zeros((0, 5, 2))
    if not candidates:
        return empty
    c = np.concatenate(candidates)
    c = c[nms(c, 0.7)]
    boxes = square(calibrate(c[:, :4], c[:, 5:9]))
    boxes = boxes[boxes[:, 2] > boxes[:, 0]]
    if not len(boxes):
        return empty
    scores, regions = rnet(w, [patch(image, b, 24) for b in boxes])
    good = sigmoid(scores) > thresholds[1]
    boxes, scores, regions = boxes[good], scores[good], regions[good]
    keep = nms(np.concatenate([boxes, scores[:, None]], 1), 0.7)
    boxes = square(calibrate(boxes[keep], regions[keep]))
    boxes = boxes[boxes[:, 2] > boxes[:, 0]]
    if not len(boxes):
        return empty
    scores, regions, points = onet(w, [patch(image, b, 48) for b in boxes])
    good = sigmoid(scores) > thresholds[2]
    boxes, scores, regions, points = boxes[good], scores[good], regions[good], points[good]
    points = np.stack([
        boxes[:, :1] + points[:, :5] * (boxes[:, 2] - boxes[:, 0])[:, None],
        boxes[:, 1:2] + points[:, 5:] * (boxes[:, 3] - boxes[:, 1])[:, None]], 2)
    boxes = np.concatenate([calibrate(boxes, regions), scores[:, None]], 1)
    keep = nms(boxes, 0.7, smaller=True)
    boxes[:, 4] = sigmoid(boxes[:, 4])
    return boxes[keep], points[keep]


def tiny_faces(w, image, sides=(192, 416, 1280), threshold=0.5):
    """A Pillow image -> [x0, y0, x1, y1, score]."""
    found, longest = [], max(image.size)
    for i, side in enumerate(sides):
        if i > 0 and longest <= sides[i - 1]:
            break
        side = side if i == 0 else min(side, longest)
        width, height = (int(whole(np.float64(v * side / longest))) for v in image.size)
        pixels = np.zeros((-(-height // 32) * 32, -(-width // 32) * 32, 3), np.uint8)
        pixels[:height, :width] = np.asarray(image.resize((width, height), Image.BILINEAR))
        boxes = yolo_boxes(tiny_yolo(w, pixels), threshold)
        fx, fy = image.width / width, image.height / height
        found.append(boxes * np.array([fx, fy, fx, fy, 1]))
    boxes = np.concatenate(found)
    boxes = boxes[nms(boxes, 0.4)]
    return boxes[nms(boxes, 0.7, smaller=True)]


def landmarks_in(w, image, box):
    """68 x 2 in pixels of the image, from two passes."""
    for margin in (1, 1.2):
        side = max(box[2] - box[0], box[3] - box[1]) * margin
        x, y = whole((box[0] + box[2] - side) / 2), whole((box[1] + box[3] - side) / 2)
        side = int(whole(np.float64(side)))
        points = np.array([x, y]) + landmarks68(w, patch(image, (x, y, x + side, y + side), 112)) * side
        box = [*points.min(0), *points.max(0)]
    return points


def five(points):
    """Eyes, nose tip and corners of the mouth of 68 points."""
    return np.array([points[36:42].mean(0), points[42:48].mean(0), points[30], points[48], points[54]])
