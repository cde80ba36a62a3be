using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>
/// The part of a photo that is the input of a passive liveness network: the face's box enlarged about its centre, reduced where the
/// photo is smaller, and moved inside the photo where it would extend beyond the border (the geometry of
/// Silent-Face-Anti-Spoofing).
/// </summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct LivenessCrop(int Left, int Top, int Width, int Height)
{
    /// <summary>
    /// Slightly more than a half, so that values half-way between two levels are rounded up whatever the rounding of the sum.
    /// </summary>
    private const double Half = 0.5 + 1e-6;

    /// <summary>Computes the part for a face in an image of <paramref name="width"/> x <paramref name="height"/> pixels.</summary>
    /// <param name="scale">Maximum factor of enlargement.</param>
    /// <exception cref="ArgumentException">
    /// The image is smaller than 2 x 2, or the box has no area or its centre is outside the image.
    /// </exception>
    public static LivenessCrop Of(int width, int height, FaceBox box, double scale)
    {
        if (width < 2 || height < 2)
        {
            throw new ArgumentException($"an image of {width} x {height} pixels");
        }

        var (centreX, centreY) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        if (!(box.Width > 0 && box.Height > 0 && centreX >= 0 && centreX <= width && centreY >= 0 && centreY <= height))
        {
            throw new ArgumentException($"{box} is not a box in an image of {width} x {height}", nameof(box));
        }

        // Coordinates of the first and last pixel, inclusive, as in the training of the networks; hence the ones.
        var fitting = Math.Min(scale, Math.Min((height - 1) / box.Height, (width - 1) / box.Width));
        var (left, right) = Inside(centreX, box.Width * fitting, width - 1);
        var (top, bottom) = Inside(centreY, box.Height * fitting, height - 1);
        return new LivenessCrop(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>Crops the part and resizes it to <paramref name="side"/> x <paramref name="side"/>.</summary>
    /// <remarks>
    /// Bilinear between pixel centres without antialiasing, as OpenCV's <c>INTER_LINEAR</c>, whose 11-bit weights may differ by one
    /// level. The networks detect artefacts of screens and prints, which another filter would change.
    /// </remarks>
    /// <returns>side x side x 3 interleaved, blue first, 0 to 255, rounded to whole levels.</returns>
    public float[] Cut(RgbImage photo, int side)
    {
        ArgumentNullException.ThrowIfNull(photo);
        var pixels = new float[side * side * 3];
        var (left, top) = (Left, Top);
        for (var y = 0; y < side; y++)
        {
            var (row, below, fy) = Between(y, side, Height);
            for (var x = 0; x < side; x++)
            {
                var (column, right, fx) = Between(x, side, Width);
                for (var c = 0; c < 3; c++)
                {
                    double At(int r, int k) => photo.Pixels[((((top + r) * photo.Width) + left + k) * 3) + c];
                    var upper = At(row, column) + ((At(row, right) - At(row, column)) * fx);
                    var lower = At(below, column) + ((At(below, right) - At(below, column)) * fx);
                    pixels[(((y * side) + x) * 3) + 2 - c] = (float)Math.Floor(upper + ((lower - upper) * fy) + Half);
                }
            }
        }

        return pixels;
    }

    private static (int First, int Last) Inside(double centre, double length, int end)
    {
        var (first, last) = (centre - (length / 2), centre + (length / 2));
        if (first < 0)
        {
            last -= first;
            first = 0;
        }

        if (last > end)
        {
            first -= last - end;
            last = end;
        }

        // Rounding may give a value slightly below zero.
        return ((int)Math.Max(first, 0), (int)last);
    }

    private static (int First, int Second, double Share) Between(int target, int side, int length)
    {
        var at = Math.Clamp(((target + 0.5) * length / side) - 0.5, 0, length - 1);
        var first = (int)at;
        return (first, Math.Min(first + 1, length - 1), at - first);
    }
}
