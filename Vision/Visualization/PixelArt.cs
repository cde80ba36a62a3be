using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Visualization;

/// <summary>Draws pictures of a few pixels so that each pixel is seen.</summary>
internal static class PixelArt
{
    /// <summary>Into a rectangle: what is smaller is enlarged by repeating its pixels, what is larger is resampled.</summary>
    public static void Draw(Canvas canvas, RgbImage image, int x, int y, int width, int height)
    {
        if (image.Width > width || image.Height > height)
        {
            canvas.DrawImage(image, x, y, width, height);
            return;
        }

        var large = new RgbImage(width, height);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                image.Pixels.AsSpan(((row * image.Height / height * image.Width) + (column * image.Width / width)) * 3, 3)
                    .CopyTo(large.Pixels.AsSpan(((row * width) + column) * 3));
            }
        }

        canvas.DrawImage(large, x, y, width, height);
    }
}
