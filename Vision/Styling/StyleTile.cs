using FaceGrid.Vision.Styling.Costs;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// A part of an image that is computed by itself. Its core is what it answers for: the cores of all tiles cover the image once. Around it
/// lies a halo, wide enough that every unit whose square lies in the core sees exactly what it sees in the whole image.
/// All in pixels; cores and halos begin on multiples of the deepest layer's stride, and end there or at the image's edge.
/// </summary>
public sealed record StyleTile(int X, int Y, int Width, int Height, int Left, int Top, int OuterWidth, int OuterHeight, int ImageWidth, int ImageHeight)
{
    /// <summary>The whole image as one tile.</summary>
    internal static StyleTile Whole(int width, int height) => new(0, 0, width, height, 0, 0, width, height, width, height);

    /// <param name="side">Of the cores, rounded to a multiple of <paramref name="step"/>; tiles are made about equal.</param>
    /// <param name="step">The deepest layer's stride.</param>
    /// <param name="reach">What a unit of the deepest layer sees beyond its square.</param>
    internal static IReadOnlyList<StyleTile> Cover(int width, int height, int side, int step, int reach)
    {
        var halo = (reach + step - 1) / step * step;
        return [.. from y in Spans(height, side, step)
                from x in Spans(width, side, step)
                let left = Math.Max(0, x.Start - halo)
                let top = Math.Max(0, y.Start - halo)
                let right = Math.Min(width, x.End + halo)
                let bottom = Math.Min(height, y.End + halo)
                select new StyleTile(x.Start, y.Start, x.End - x.Start, y.End - y.Start, left, top, right - left, bottom - top, width, height)];
    }

    /// <summary>The units of the core at a layer.</summary>
    internal UnitArea Units(int stride) => new(
        X / stride - Left / stride,
        Y / stride - Top / stride,
        End(X, Width, ImageWidth, stride) - X / stride,
        End(Y, Height, ImageHeight, stride) - Y / stride,
        X / stride,
        Y / stride,
        OuterWidth / stride,
        OuterHeight / stride);

    private static int End(int start, int length, int image, int stride) => start + length == image ? image / stride : (start + length) / stride;

    private static IEnumerable<(int Start, int End)> Spans(int length, int side, int step)
    {
        var blocks = Math.Max(1, length / step);
        var count = Math.Clamp((length + side - 1) / side, 1, blocks);
        for (var i = 0; i < count; i++)
        {
            yield return ((int)((long)blocks * i / count) * step, i + 1 == count ? length : (int)((long)blocks * (i + 1) / count) * step);
        }
    }
}
