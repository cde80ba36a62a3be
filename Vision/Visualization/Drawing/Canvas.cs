using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>
/// Draws antialiased shapes, text, and images on an image. Coordinates are pixels, x to the right, y down, with integers at the
/// edges between pixels. Everything outside the image is clipped.
/// </summary>
public sealed partial class Canvas
{
    /// <summary>Creates a new image, filled with a colour.</summary>
    public Canvas(int width, int height, Colour background)
    {
        Image = new RgbImage(width, height);
        FillRectangle(0, 0, width, height, background);
    }

    /// <summary>Draws on an existing image.</summary>
    /// <param name="image">Drawn on in place.</param>
    public Canvas(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Image = image;
    }

    /// <summary>The image that is drawn on.</summary>
    public RgbImage Image { get; }

    /// <summary>Width of the image in pixels.</summary>
    public int Width => Image.Width;

    /// <summary>Height of the image in pixels.</summary>
    public int Height => Image.Height;

    /// <summary>Fills a rectangle with the top left corner (x, y).</summary>
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

    /// <summary>Draws the outline of a rectangle, inside its bounds.</summary>
    public void DrawRectangle(int x, int y, int width, int height, Colour colour, int thickness = 1)
    {
        FillRectangle(x, y, width, thickness, colour);
        FillRectangle(x, y + height - thickness, width, thickness, colour);
        FillRectangle(x, y + thickness, thickness, height - (2 * thickness), colour);
        FillRectangle(x + width - thickness, y + thickness, thickness, height - (2 * thickness), colour);
    }

    /// <summary>Fills a rectangle with rounded corners.</summary>
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

    /// <summary>Fills a circle with the centre (x, y).</summary>
    public void FillCircle(double x, double y, double radius, Colour colour)
    {
        using var mask = new StrokeMask(Width, Height, [(x, y)], radius);
        mask.Paint(this, colour);
    }

    /// <summary>Draws a straight line with round ends.</summary>
    public void DrawLine(double x0, double y0, double x1, double y1, Colour colour, double thickness = 1) =>
        DrawPolyline([(x0, y0), (x1, y1)], colour, thickness);

    /// <summary>
    /// Connected straight lines with round joints and ends; each pixel is blended once, also where segments overlap.
    /// </summary>
    public void DrawPolyline(IReadOnlyList<(double X, double Y)> points, Colour colour, double thickness = 1)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count > 0)
        {
            using var mask = new StrokeMask(Width, Height, points, thickness / 2);
            mask.Paint(this, colour);
        }
    }

    /// <summary>Draws an image into a rectangle, resampling it where the sizes differ.</summary>
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

    /// <summary>Blends a colour into a pixel; pixels outside the image are ignored.</summary>
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
