#!/usr/bin/python3
"""Files for `bench decoding pixels`: PHOTO in every form of JPEG and PNG that is read, beside each the pixels that Pillow decodes
from it (X.jpg, X.ppm), and hostile files, which have no pixels beside them.

usage: decoding_files.py PHOTO FOLDER; needs Pillow and NumPy.
"""
import os
import struct
import sys
import zlib

import numpy as np
from PIL import Image

FOLDER = sys.argv[2]
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def path(name):
    return os.path.join(FOLDER, name)


def expect(name, rgb=None):
    if rgb is None:
        rgb = Image.open(path(name)).convert("RGB")
    rgb.save(path(os.path.splitext(name)[0] + ".ppm"))


def save(name, image, **options):
    image.save(path(name), **options)
    expect(name)


def write(name, data):
    with open(path(name), "wb") as f:
        f.write(data)


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width, height, depth, colour, interlaced):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced))


def pack(rows, depth):
    """Rows x samples of `depth` bits, each row behind filter byte 0."""
    if depth == 16:
        data = rows.astype(">u2").view(np.uint8).reshape(rows.shape[0], -1)
    elif depth == 8:
        data = rows.astype(np.uint8)
    else:
        bits = (rows[:, :, None] >> np.arange(depth - 1, -1, -1)) & 1
        data = np.packbits(bits.reshape(rows.shape[0], -1).astype(np.uint8), axis=1)
    return b"".join(b"\0" + bytes(r) for r in data)


def png(samples, depth, colour, interlaced, chunks=b""):
    """samples: height x width x channels."""
    height, width = samples.shape[:2]
    adam7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    passes = adam7 if interlaced else [(0, 0, 1, 1)]
    parts = [samples[y::dy, x::dx] for x, y, dx, dy in passes]
    data = b"".join(pack(p.reshape(p.shape[0], -1), depth) for p in parts if p.size)
    return SIGNATURE + header(width, height, depth, colour, interlaced) + chunks + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def jpegs(photo):
    for label, sampling in (("444", 0), ("422", 1), ("420", 2)):
        save(f"jpeg-{label}.jpg", photo, quality=90, subsampling=sampling)
        save(f"jpeg-{label}-progressive.jpg", photo, quality=90, subsampling=sampling, progressive=True)
    save("jpeg-grey.jpg", photo.convert("L"), quality=90)
    save("jpeg-cmyk.jpg", photo.convert("CMYK"), quality=90)


def pngs(photo):
    rgb = np.asarray(photo).astype(int)
    grey = np.asarray(photo.convert("L")).astype(int)[:, :, None]
    alpha = (np.indices(grey.shape[:2]).sum(axis=0) % 256)[:, :, None]
    few = photo.quantize(16)
    palette = np.asarray(few).astype(int)[:, :, None]
    colours = np.array(few.getpalette()[:48], dtype=np.uint8).reshape(16, 3)
    for interlaced, label in ((0, ""), (1, "-interlaced")):
        for depth in (1, 2, 4, 8, 16):
            high = (1 << depth) - 1
            g = np.round(grey * high / 255).astype(int)
            write(f"png-grey-{depth}{label}.png", png(g, depth, 0, interlaced))
            # Pillow cuts 16 bits off rather than rounding them, so the standard's values are written here for all depths.
            expect(f"png-grey-{depth}{label}.png", Image.fromarray(np.repeat(np.round(g * 255 / high), 3, axis=2).astype(np.uint8)))
        for depth in (8, 16):
            wide = rgb * (257 if depth == 16 else 1)
            write(f"png-rgb-{depth}{label}.png", png(wide, depth, 2, interlaced))
            expect(f"png-rgb-{depth}{label}.png", photo)
            write(f"png-rgba-{depth}{label}.png", png(np.dstack([wide, alpha * (257 if depth == 16 else 1)]), depth, 6, interlaced))
            over = np.floor((rgb * alpha + 255 * (255 - alpha)) / 255 + 0.5)
            expect(f"png-rgba-{depth}{label}.png", Image.fromarray(over.astype(np.uint8)))
            key = wide[5, 7]
            if depth == 16:
                # Two different bytes a sample.
                key += np.array([1, 2, 3])
            keyed = np.where((wide == key).all(axis=2, keepdims=True), 255, rgb)
            write(f"png-keyed-{depth}{label}.png", png(wide, depth, 2, interlaced, chunk(b"tRNS", struct.pack(">HHH", *key))))
            expect(f"png-keyed-{depth}{label}.png", Image.fromarray(keyed.astype(np.uint8)))
        for depth in (4, 8):
            write(f"png-palette-{depth}{label}.png", png(palette, depth, 3, interlaced, chunk(b"PLTE", colours.tobytes())))
            expect(f"png-palette-{depth}{label}.png", Image.fromarray(colours[palette[:, :, 0]]))
    for width, height in ((1, 1), (2, 2), (3, 9), (1, 8)):
        part = rgb[:height, :width]
        write(f"png-{width}x{height}-interlaced.png", png(part, 8, 2, 1))
        expect(f"png-{width}x{height}-interlaced.png", Image.fromarray(part.astype(np.uint8)))


def hostile(photo):
    ramp = np.arange(64).reshape(8, 8, 1)
    whole = png(ramp, 8, 0, 0)
    write("two-headers.png", SIGNATURE + header(8, 8, 8, 0, 0) + chunk(b"IDAT", zlib.compress(bytes(36))) + header(50_000, 8, 8, 0, 0)
          + chunk(b"IDAT", zlib.compress(bytes(50_001))) + chunk(b"IDAT", zlib.compress(bytes(50_001))) + chunk(b"IEND", b""))
    write("palette-too-short-interlaced.png", png(np.full((8, 8, 1), 200), 8, 3, 1, chunk(b"PLTE", b"\1\2\3")))
    write("palette-of-two-bytes.png", png(ramp, 8, 3, 0, chunk(b"PLTE", b"\1\2")))
    for label, interlaced in (("", 0), ("-interlaced", 1)):
        file = png(ramp, 8, 0, interlaced)
        write(f"rows-missing{label}.png", SIGNATURE + header(8, 24, 8, 0, interlaced) + file[33:])
    write("checksum-of-transparency.png", png(ramp, 8, 0, 0, chunk(b"tRNS", b"\0\5")[:-1] + b"\0"))
    write("cut-in-half.png", whole[:len(whole) // 2 + 20])
    photo.save(path("x.jpg"), quality=90)
    with open(path("x.jpg"), "rb") as f:
        jpeg = f.read()
    os.remove(path("x.jpg"))
    write("no-end-marker.jpg", jpeg[:-2])
    write("cut-20-bytes.jpg", jpeg[:-20])
    write("cut-in-half.jpg", jpeg[:len(jpeg) // 2])
    photo.resize((2000, 2000)).save(path("x.jpg"), quality=30, progressive=True)
    with open(path("x.jpg"), "rb") as f:
        jpeg = f.read()
    os.remove(path("x.jpg"))
    # One scan for a refinement of one coefficient, with no data, over and over.
    scan = b"\xff\xda" + struct.pack(">HBBBBBB", 8, 1, 1, 0, 1, 63, 0x10)
    write("2000-scans.jpg", jpeg[:-2] + 2000 * scan + b"\xff\xd9")


def main():
    photo = Image.open(sys.argv[1]).convert("RGB")
    jpegs(photo)
    pngs(photo)
    hostile(photo)


if __name__ == "__main__":
    main()
