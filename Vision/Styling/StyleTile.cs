using FaceGrid.Vision.Styling.Costs;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// A part of an image that is computed separately. The cores of all tiles cover the image exactly once. Each core is surrounded by a halo
/// wide enough that every unit of the core has its whole receptive field in the tile. All numbers are in pixels; cores and halos start at
/// multiples of the deepest layer's stride, and end there or at the image's edge.
/// </summary>
/// <param name="X">Left edge of the core.</param>
/// <param name="Y">Top edge of the core.</param>
/// <param name="Width">Width of the core.</param>
/// <param name="Height">Height of the core.</param>
/// <param name="Left">Left edge of the tile with its halo.</param>
/// <param name="Top">Top edge of the tile with its halo.</param>
/// <param name="OuterWidth">Width of the tile with its halo.</param>
/// <param name="OuterHeight">Height of the tile with its halo.</param>
/// <param name="ImageWidth">Width of the image.</param>
/// <param name="ImageHeight">Height of the image.</param>
public sealed record StyleTile(
    int X, int Y, int Width, int Height, int Left, int Top, int OuterWidth, int OuterHeight, int ImageWidth, int ImageHeight)
{
    /// <summary>The whole image as one tile.</summary>
    internal static StyleTile Whole(int width, int height) => new(0, 0, width, height, 0, 0, width, height, width, height);

    /// <summary>Tiles of about equal size that cover an image.</summary>
    /// <param name="width">Of the image.</param>
    /// <param name="height">Of the image.</param>
    /// <param name="side">Greatest side of the cores, rounded to a multiple of <paramref name="step"/>.</param>
    /// <param name="step">The deepest layer's stride.</param>
    /// <param name="reach">How far the receptive field of a unit of the deepest layer extends beyond its square.</param>
    internal static IReadOnlyList<StyleTile> Cover(int width, int height, int side, int step, int reach)
    {
        var halo = (reach + step - 1) / step * step;
        return [.. from y in Spans(height, side, step)
                from x in Spans(width, side, step)
                let left = Math.Max(0, x.Start - halo)
                let top = Math.Max(0, y.Start - halo)
                let right = Math.Min(width, x.End + halo)
                let bottom = Math.Min(height, y.End + halo)
                let core = (Width: x.End - x.Start, Height: y.End - y.Start)
                select new StyleTile(x.Start, y.Start, core.Width, core.Height, left, top, right - left, bottom - top, width, height)];
    }

    /// <summary>The units of the core at a layer.</summary>
    /// <param name="stride">Of the layer.</param>
    internal UnitArea Units(int stride) => new(
        X / stride - Left / stride,
        Y / stride - Top / stride,
        End(X, Width, ImageWidth, stride) - X / stride,
        End(Y, Height, ImageHeight, stride) - Y / stride,
        X / stride,
        Y / stride,
        OuterWidth / stride,
        OuterHeight / stride);

    private static int End(int start, int length, int image, int stride) =>
        start + length == image ? image / stride : (start + length) / stride;

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
