#!/usr/bin/python3
"""Makes the images in this folder and, beside each, the RGB pixels that Pillow decodes from it (X.jpg -> X.ppm).

Needs Pillow, NumPy, libturbojpeg.so.0 (for YCCK, which Pillow reads but does not write) and jpegtran.
"""
import ctypes
import os
import subprocess
import tempfile

import numpy as np
from PIL import Image, ImageOps

HERE = os.path.dirname(os.path.abspath(__file__))
W, H = 29, 22


def picture(w=W, h=H):
    """Smooth colours, so that codecs with different chroma interpolation agree, with four different corners."""
    y, x = np.mgrid[0:h, 0:w].astype(float)
    u, v = x / (w - 1), y / (h - 1)
    rgb = np.stack([40 + 190 * u, 30 + 150 * v + 40 * u * v, 200 - 120 * u * (1 - v)], axis=-1)
    return Image.fromarray(np.round(rgb).astype(np.uint8), "RGB")


def expect(name):
    image = ImageOps.exif_transpose(Image.open(os.path.join(HERE, name)))
    image.convert("RGB").save(os.path.join(HERE, os.path.splitext(name)[0] + ".ppm"))


def save(name, image, **options):
    image.save(os.path.join(HERE, name), **options)
    expect(name)


def compress(name, pixels, width, height, pixel_format, sampling):
    """TurboJPEG: pixel formats 0 RGB, 11 CMYK; samplings 0 4:4:4, 1 4:2:2, 2 4:2:0, 4 4:4:0."""
    tj = ctypes.CDLL("libturbojpeg.so.0")
    tj.tjInitCompress.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(tj.tjInitCompress())
    out, size = ctypes.c_void_p(), ctypes.c_ulong()
    code = tj.tjCompress2(handle, pixels, width, 0, height, pixel_format, ctypes.byref(out), ctypes.byref(size), sampling, 95, 4096)
    assert code == 0
    with open(os.path.join(HERE, name), "wb") as f:
        f.write(ctypes.string_at(out, size.value))
    expect(name)


def ycck(name, cmyk):
    compress(name, (255 - np.asarray(cmyk)).astype(np.uint8).tobytes(), cmyk.width, cmyk.height, 11, 0)


def rearranged():
    """ycc420.jpg with one scan per component, and with a restart marker after every block of the image."""
    with tempfile.NamedTemporaryFile("w") as scans:
        scans.write("0;\n1;\n2;\n")
        scans.flush()
        for name, options in (("separate-scans.jpg", ["-scans", scans.name]), ("restart.jpg", ["-restart", "1B"])):
            subprocess.run(["jpegtran", *options, "-outfile", os.path.join(HERE, name), os.path.join(HERE, "ycc420.jpg")], check=True)
            expect(name)


def chroma():
    """Colours that change from pixel to pixel, which makes the chroma interpolation visible."""
    rng = np.random.default_rng(3)
    for label, sampling in (("422", 1), ("420", 2), ("440", 4)):
        for w, h in ((23, 17), (4, 7), (5, 8)):
            pixels = rng.integers(60, 200, (h, w, 3), dtype=np.uint8)
            compress(f"chroma{label}-{w}x{h}.jpg", pixels.tobytes(), w, h, 0, sampling)


def main():
    rgb = picture()
    save("grey.jpg", rgb.convert("L"), quality=92)
    save("ycc444.jpg", rgb, quality=92, subsampling=0)
    save("ycc422.jpg", rgb, quality=92, subsampling=1)
    save("ycc420.jpg", rgb, quality=92, subsampling=2)
    rearranged()
    save("progressive.jpg", rgb, quality=92, subsampling=2, progressive=True)
    # All four channels are used.
    a = np.asarray(rgb).astype(int)
    cmyk = Image.fromarray(np.dstack([255 - a, (a[..., 0] + a[..., 1]) // 5]).astype(np.uint8), "CMYK")
    save("cmyk.jpg", cmyk, quality=95)
    ycck("ycck.jpg", cmyk)
    chroma()
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        save(f"exif{orientation}.jpg", picture(13, 9), quality=92, subsampling=0, exif=exif)
    Image.open(os.path.join(HERE, "exif6.jpg")).convert("RGB").save(os.path.join(HERE, "exif6.png"), exif=exif_of(6))
    # The PNG is transposed by PIL's exif_transpose as well.
    image = ImageOps.exif_transpose(Image.open(os.path.join(HERE, "exif6.png")))
    image.save(os.path.join(HERE, "exif6-png.ppm"))
    formats()
    resizes()


def formats():
    """One file for each kind of WebP, BMP, GIF and TIFF that cameras, scanners and editors write."""
    rgb = picture(31, 23)
    a = np.asarray(rgb)
    y, x = np.mgrid[0:23, 0:31]
    rgba = Image.fromarray(np.dstack([a, ((x * 9 + y * 5) % 256).astype(np.uint8)]), "RGBA")
    turned = rgb.rotate(180)
    palette = rgb.convert("P", palette=Image.ADAPTIVE, colors=13)
    for name, image, options in (
        ("lossy.webp", rgb, {"quality": 80}),
        ("lossless.webp", rgb, {"lossless": True}),
        ("alpha.webp", rgba, {"quality": 80}),
        ("animated.webp", rgb, {"save_all": True, "append_images": [turned], "lossless": True}),
        ("exif6.webp", rgb, {"lossless": True, "exif": exif_of(6)}),
        ("rgb.bmp", rgb, {}),
        ("palette.bmp", palette, {}),
        ("bilevel.bmp", rgb.convert("1"), {}),
        ("palette.gif", palette, {}),
        ("interlaced.gif", palette, {"interlace": 1}),
        ("animated.gif", palette, {"save_all": True, "append_images": [palette.rotate(180)]}),
        ("transparent.gif", palette, {"transparency": 2}),
        ("raw.tif", rgb, {"compression": "raw"}),
        ("lzw.tif", rgb, {"compression": "tiff_lzw"}),
        ("deflate.tif", rgb, {"compression": "tiff_adobe_deflate"}),
        ("packbits.tif", rgb, {"compression": "packbits"}),
        ("jpeg.tif", rgb, {"compression": "jpeg", "quality": 95}),
        ("fax.tif", rgb.convert("1"), {"compression": "group4"}),
        ("grey.tif", rgb.convert("L"), {"compression": "tiff_lzw"}),
        ("palette.tif", palette, {}),
        ("cmyk.tif", rgb.convert("CMYK"), {}),
        ("alpha.tif", rgba, {"compression": "tiff_lzw"}),
        ("pages.tif", rgb, {"save_all": True, "append_images": [turned]}),
    ):
        path = os.path.join(HERE, name)
        image.save(path, **options)
        opened = ImageOps.exif_transpose(Image.open(path)).convert("RGBA")
        white = Image.new("RGBA", opened.size, (255, 255, 255, 255))
        Image.alpha_composite(white, opened).convert("RGB").save(os.path.join(HERE, name.replace(".", "-") + ".ppm"))


def exif_of(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif.tobytes()


def resizes():
    rng = np.random.default_rng(2)
    noise = Image.fromarray(rng.integers(0, 256, (31, 47, 3), dtype=np.uint8), "RGB")
    noise.save(os.path.join(HERE, "noise.ppm"))
    for label, filter in (("box", Image.BOX), ("triangle", Image.BILINEAR), ("bicubic", Image.BICUBIC)):
        for w, h in ((16, 16), (47, 9), (61, 40)):
            noise.resize((w, h), filter).save(os.path.join(HERE, f"noise-{label}-{w}x{h}.ppm"))


if __name__ == "__main__":
    main()
