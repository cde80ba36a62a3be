using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>The variants of one photo, for a person to look at: a row for each change alone, and rows of all together.</summary>
public static class AugmentationSheet
{
    private const int Columns = 8;
    private const int RowsTogether = 3;
    private const int Label = 110, Gap = 6, Margin = 24, Header = 70;

    private static readonly Colour Ink = Colour.FromRgb(0x1B2430);

    /// <param name="options">The ranges; in the rows of one change its probability is 1.</param>
    public static RgbImage Render(RgbImage photo, AugmentationOptions options, int seed)
    {
        var none = options with { Mirror = 0, Crop = 0, Rotation = 0, Shear = 0, Colour = 0, Blur = 0, Noise = 0, Occlusion = 0 };
        (string Name, AugmentationOptions Options)[] rows =
        [
            ("as it is", none),
            ("mirror", none with { Mirror = 1 }),
            ("crop", none with { Crop = 1 }),
            ("rotation", none with { Rotation = 1 }),
            ("shear", none with { Shear = 1 }),
            ("colour", none with { Colour = 1 }),
            ("blur", none with { Blur = 1 }),
            ("noise", none with { Noise = 1 }),
            ("occlusion", none with { Occlusion = 1 }),
            .. Enumerable.Repeat(("together", options), RowsTogether),
        ];
        var (width, height) = (photo.Width + Gap, photo.Height + Gap);
        var canvas = new Canvas((2 * Margin) + Label + (Columns * width), Header + Margin + (rows.Length * height), Colour.White);
        canvas.DrawText(Margin, 44, "Augmentation", new TextStyle(20, Ink, Bold: true));
        for (var row = 0; row < rows.Length; row++)
        {
            var top = Header + (row * height);
            canvas.DrawText(Margin, top + (photo.Height / 2), rows[row].Name, new TextStyle(14, Ink));
            var augmentation = new PhotoAugmentation(rows[row].Options);
            for (var column = 0; column < Columns; column++)
            {
                var variant = augmentation.Apply(photo, new Random((seed * 1000) + (row * Columns) + column));
                canvas.DrawImage(variant, Margin + Label + (column * width), top, photo.Width, photo.Height);
            }
        }

        return canvas.Image;
    }
}
