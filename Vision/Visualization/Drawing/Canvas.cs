using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// Draws on a picture: shapes and text with smooth edges, and other pictures. Coordinates are pixels, x to the right, y
/// down, whole numbers at the edges between pixels. What falls outside is cut off.
/// </summary>
public sealed partial class Canvas
{
    public Canvas(int width, int height, Colour background)
    {
        Image = new RgbImage(width, height);
        FillRectangle(0, 0, width, height, background);
    }

    /// <param name="image">Drawn on in place.</param>
    public Canvas(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Image = image;
    }

    /// <summary>The picture as drawn so far.</summary>
    public RgbImage Image { get; }

    public int Width => Image.Width;

    public int Height => Image.Height;

    public void FillRectangle(int x, int y, int width, int height, Colour colour)
    {
        var (left, right) = (Math.Clamp(x, 0, Width), (int)Math.Clamp((long)x + width, 0, Width));
        var (top, bottom) = (Math.Clamp(y, 0, Height), (int)Math.Clamp((long)y + height, 0, Height));
        for (var row = top; row < bottom; row++)
        {
            for (var column = left; column < right; column++)
            {
                Set(column, row, colour);
            }
        }
    }

    /// <summary>The frame of a rectangle, drawn inside it.</summary>
    public void DrawRectangle(int x, int y, int width, int height, Colour colour, int thickness = 1)
    {
        FillRectangle(x, y, width, thickness, colour);
        FillRectangle(x, y + height - thickness, width, thickness, colour);
        FillRectangle(x, y + thickness, thickness, height - (2 * thickness), colour);
        FillRectangle(x + width - thickness, y + thickness, thickness, height - (2 * thickness), colour);
    }

    /// <summary>A rectangle with round corners.</summary>
    public void FillRounded(int x, int y, int width, int height, int radius, Colour colour)
    {
        radius = Math.Min(radius, Math.Min(width, height) / 2);
        FillRectangle(x, y + radius, width, height - (2 * radius), colour);
        FillRectangle(x + radius, y, width - (2 * radius), radius, colour);
        FillRectangle(x + radius, y + height - radius, width - (2 * radius), radius, colour);
        for (var row = 0; row < radius; row++)
        {
            for (var column = 0; column < radius; column++)
            {
                var (dx, dy) = (radius - column - 0.5, radius - row - 0.5);
                var coverage = radius - Math.Sqrt((dx * dx) + (dy * dy)) + 0.5;
                Blend(x + column, y + row, colour, coverage);
                Blend(x + width - 1 - column, y + row, colour, coverage);
                Blend(x + column, y + height - 1 - row, colour, coverage);
                Blend(x + width - 1 - column, y + height - 1 - row, colour, coverage);
            }
        }
    }

    public void FillCircle(double x, double y, double radius, Colour colour)
    {
        using var mask = new StrokeMask(Width, Height, [(x, y)], radius);
        mask.Paint(this, colour);
    }

    /// <summary>A straight line with round ends.</summary>
    public void DrawLine(double x0, double y0, double x1, double y1, Colour colour, double thickness = 1) =>
        DrawPolyline([(x0, y0), (x1, y1)], colour, thickness);

    /// <summary>Joined straight lines with round joints and ends; where pieces overlap nothing is drawn twice.</summary>
    public void DrawPolyline(IReadOnlyList<(double X, double Y)> points, Colour colour, double thickness = 1)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count > 0)
        {
            using var mask = new StrokeMask(Width, Height, points, thickness / 2);
            mask.Paint(this, colour);
        }
    }

    /// <summary>Draws a picture into a rectangle, resampling it where the sizes differ.</summary>
    public void DrawImage(RgbImage image, int x, int y, int width, int height)
    {
        var scaled = ImageOps.Resize(image, width, height);
        var (left, right) = (Math.Max(x, 0), (int)Math.Min((long)x + width, Width));
        for (var row = Math.Max(y, 0); row < Math.Min((long)y + height, Height) && right > left; row++)
        {
            scaled.Pixels.AsSpan((((row - y) * width) + left - x) * 3, (right - left) * 3)
                .CopyTo(Image.Pixels.AsSpan(((row * Width) + left) * 3));
        }
    }

    /// <summary>Mixes a colour into a pixel; outside the picture nothing happens.</summary>
    internal void Blend(int x, int y, Colour colour, double coverage)
    {
        if (coverage <= 0 || (uint)x >= (uint)Width || (uint)y >= (uint)Height)
        {
            return;
        }

        var p = Image.Pixels.AsSpan(((y * Width) + x) * 3, 3);
        Set(x, y, new Colour(p[0], p[1], p[2]).Mix(colour, coverage));
    }

    private void Set(int x, int y, Colour colour)
    {
        var at = ((y * Width) + x) * 3;
        Image.Pixels[at] = colour.R;
        Image.Pixels[at + 1] = colour.G;
        Image.Pixels[at + 2] = colour.B;
    }
}
