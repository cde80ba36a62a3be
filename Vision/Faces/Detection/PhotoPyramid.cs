using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>
/// An image pyramid: a pixel of level k is the mean of 2^k x 2^k pixels of the photo. Levels are computed on first use and take
/// together a third of the photo's memory. Not safe for concurrent calls.
/// </summary>
internal sealed class PhotoPyramid
{
    /// <summary>Photos with sides up to this length are never halved, because resizing them directly is cheap and exact.</summary>
    private const int Small = 640;

    private readonly List<RgbImage> _levels;

    public PhotoPyramid(RgbImage photo)
    {
        ArgumentNullException.ThrowIfNull(photo);
        _levels = [photo];
    }

    public RgbImage Photo => _levels[0];

    /// <summary>
    /// The smallest level that still has at least <paramref name="least"/> pixels for <paramref name="length"/> pixels of the
    /// photo, and its factor 2^k.
    /// </summary>
    public (RgbImage Image, double Factor) LevelFor(double length, double least)
    {
        var level = 0;
        while (Math.Max(Photo.Width, Photo.Height) > Small && length / (2L << level) >= least)
        {
            level++;
        }

        while (_levels.Count <= level)
        {
            _levels.Add(Halve(_levels[^1]));
        }

        return (_levels[level], 1L << level);
    }

    /// <summary>The photo at this size, antialiased, resized from the smallest level that is large enough.</summary>
    /// <returns>The image, and the factors from its pixels to those of the photo.</returns>
    public (RgbImage Image, double FactorX, double FactorY) Resized(int width, int height)
    {
        // Twice the target size: the detail that halving blurs is then above the target's resolution.
        var (level, factor) = LevelFor(Math.Min((double)Photo.Width / width, (double)Photo.Height / height), 2);
        return (
            ImageOps.Resize(level, width, height, ResampleFilter.Triangle), factor * level.Width / width, factor * level.Height / height);
    }

    /// <summary>
    /// A square part of the photo at this size, antialiased, black beyond the border. The square is rounded to whole pixels of the
    /// level that it is cut from.
    /// </summary>
    /// <returns>The part, and the rounded square in pixels of the photo.</returns>
    public (RgbImage Patch, FaceBox Square) Patch(FaceBox square, int size)
    {
        var (level, factor) = LevelFor(square.Width, 4 * size);
        var side = Math.Max(1, Round(square.Width / factor));
        var (x, y) = (Round(square.X / factor), Round(square.Y / factor));
        var part = CropWithBorder(level, x, y, side);
        return (
            ImageOps.Resize(part, size, size, ResampleFilter.Triangle), new FaceBox(x * factor, y * factor, side * factor, side * factor));
    }

    private static int Round(double value) => (int)Math.Round(value, MidpointRounding.AwayFromZero);

    private static RgbImage CropWithBorder(RgbImage image, int x, int y, int side)
    {
        var result = new RgbImage(side, side);
        var (left, right) = (Math.Max(x, 0), Math.Min(x + side, image.Width));
        for (var row = Math.Max(y, 0); row < Math.Min(y + side, image.Height) && right > left; row++)
        {
            image.Pixels.AsSpan(((row * image.Width) + left) * 3, (right - left) * 3)
                .CopyTo(result.Pixels.AsSpan((((row - y) * side) + left - x) * 3));
        }

        return result;
    }

    /// <summary>The mean of every 2 x 2 pixels; an odd column or row at the end counts twice.</summary>
    private static RgbImage Halve(RgbImage image)
    {
        var result = new RgbImage((image.Width + 1) / 2, (image.Height + 1) / 2);
        var stride = image.Width * 3;
        for (var y = 0; y < result.Height; y++)
        {
            var upper = image.Pixels.AsSpan(2 * y * stride, stride);
            var lower = image.Pixels.AsSpan(Math.Min((2 * y) + 1, image.Height - 1) * stride, stride);
            var target = result.Pixels.AsSpan(y * result.Width * 3, result.Width * 3);
            for (int to = 0, from = 0; to < target.Length; to += 3, from += 6)
            {
                var next = from + 3 < stride ? from + 3 : from;
                target[to] = (byte)((upper[from] + upper[next] + lower[from] + lower[next] + 2) >> 2);
                target[to + 1] = (byte)((upper[from + 1] + upper[next + 1] + lower[from + 1] + lower[next + 1] + 2) >> 2);
                target[to + 2] = (byte)((upper[from + 2] + upper[next + 2] + lower[from + 2] + lower[next + 2] + 2) >> 2);
            }
        }

        return result;
    }
}
