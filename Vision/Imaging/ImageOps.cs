namespace FaceGrid.Vision.Imaging;

/// <summary>
/// Geometric operations and grey conversion. No operation modifies its input; an operation without effect returns its input.
/// </summary>
public static class ImageOps
{
    /// <summary>Returns the rectangle with the top left corner (x, y).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is not completely inside the image.</exception>
    public static RgbImage Crop(RgbImage image, int x, int y, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, image.Width - x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, image.Height - y);
        if (width == image.Width && height == image.Height)
        {
            return image;
        }

        var result = new RgbImage(width, height);
        for (var row = 0; row < height; row++)
        {
            image.Pixels.AsSpan((((y + row) * image.Width) + x) * 3, width * 3).CopyTo(result.Pixels.AsSpan(row * width * 3));
        }

        return result;
    }

    /// <summary>Returns the largest centred square; an odd pixel is removed at the right or at the bottom.</summary>
    public static RgbImage CropCentreSquare(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var side = Math.Min(image.Width, image.Height);
        return Crop(image, (image.Width - side) / 2, (image.Height - side) / 2, side, side);
    }

    /// <summary>
    /// Resamples with antialiasing: for reduction the filter is widened by the factor, so that every source pixel contributes.
    /// Separable, rows first, each pass rounded to 8 bits, weights in 22-bit fixed point, as Pillow's <c>Image.resize</c> does.
    /// </summary>
    public static RgbImage Resize(RgbImage image, int width, int height, ResampleFilter filter = ResampleFilter.Bicubic) =>
        Resampler.Resize(image, width, height, filter);

    /// <summary>Mirrors the image horizontally.</summary>
    public static RgbImage FlipHorizontal(RgbImage image) => Orient(image, 2);

    /// <summary>Rotates clockwise by <paramref name="quarters"/> quarter turns; negative values rotate counterclockwise.</summary>
    public static RgbImage Rotate(RgbImage image, int quarters) => Orient(image, (quarters & 3) switch { 1 => 6, 2 => 3, 3 => 8, _ => 1 });

    /// <summary>
    /// Returns the upright version of an image stored with an EXIF orientation (CIPA DC-008: 1 to 8, 1 is upright).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 to 8.</exception>
    public static RgbImage Orient(RgbImage image, int orientation)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(orientation, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orientation, 8);
        if (orientation == 1)
        {
            return image;
        }

        // The source pixel of the target's (0, 0), and the steps in the source for one step right and one step down.
        var (w, h) = (image.Width, image.Height);
        var (startX, startY) = orientation switch
        {
            2 or 8 => (w - 1, 0),
            3 or 7 => (w - 1, h - 1),
            4 or 6 => (0, h - 1),
            _ => (0, 0),
        };
        var (right, down) = orientation switch
        {
            2 => (-1, w),
            3 => (-1, -w),
            4 => (1, -w),
            5 => (w, 1),
            6 => (-w, 1),
            7 => (-w, -1),
            _ => (w, -1),
        };
        var result = orientation >= 5 ? new RgbImage(h, w) : new RgbImage(w, h);
        var start = (startY * w) + startX;
        var source = image.Pixels;
        var target = result.Pixels;

        // In tiles, because a transposition otherwise touches a new cache line with every pixel.
        const int Tile = 32;
        for (var ty = 0; ty < result.Height; ty += Tile)
        {
            for (var tx = 0; tx < result.Width; tx += Tile)
            {
                var (endY, endX) = (Math.Min(ty + Tile, result.Height), Math.Min(tx + Tile, result.Width));
                for (var y = ty; y < endY; y++)
                {
                    var to = ((y * result.Width) + tx) * 3;
                    var from = (start + (y * down) + (tx * right)) * 3;
                    for (var x = tx; x < endX; x++, to += 3, from += right * 3)
                    {
                        target[to] = source[from];
                        target[to + 1] = source[from + 1];
                        target[to + 2] = source[from + 2];
                    }
                }
            }
        }

        return result;
    }

    /// <summary>Luma of every pixel, ITU-R BT.601: (299 R + 587 G + 114 B) / 1000, rounded.</summary>
    /// <returns>Height x Width bytes.</returns>
    public static byte[] ToGrey(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var grey = new byte[image.Width * image.Height];
        var p = image.Pixels;
        for (var (i, from) = (0, 0); i < grey.Length; i++, from += 3)
        {
            grey[i] = (byte)(((299 * p[from]) + (587 * p[from + 1]) + (114 * p[from + 2]) + 500) / 1000);
        }

        return grey;
    }

    /// <summary>Converts to grey: R = G = B = luma.</summary>
    public static RgbImage ToGreyImage(RgbImage image)
    {
        var grey = ToGrey(image);
        var result = new RgbImage(image.Width, image.Height);
        for (var (i, to) = (0, 0); i < grey.Length; i++, to += 3)
        {
            result.Pixels.AsSpan(to, 3).Fill(grey[i]);
        }

        return result;
    }
}
