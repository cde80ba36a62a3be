using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Draws detection results on photos: boxes with scores, and landmarks.</summary>
public static class DetectionSheet
{
    /// <summary>Maximum number of photos on one sheet.</summary>
    public const int MaxPhotos = 400;

    private const int CellSide = 320, Gap = 12, CaptionHeight = 26, Columns = 5;

    private static readonly Colour Box = Colour.FromRgb(0x22C55E);
    private static readonly Colour Label = Colour.FromRgb(0x14532D);
    private static readonly Colour Point = Colour.FromRgb(0xFACC15);
    private static readonly Colour Paper = Colour.FromRgb(0xF3F4F6);
    private static readonly Colour Ink = Colour.FromRgb(0x1B2430);

    /// <summary>Draws on a copy of the photo, scaled so that its longest side is within the two bounds in pixels.</summary>
    public static RgbImage Draw(RgbImage photo, IReadOnlyList<LocatedFace> faces, int leastSide = 640, int mostSide = 1600)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(faces);
        var longest = Math.Max(photo.Width, photo.Height);
        var scale = (double)Math.Clamp(longest, leastSide, mostSide) / longest;
        var width = Math.Max(1, (int)Math.Round(photo.Width * scale));
        var height = Math.Max(1, (int)Math.Round(photo.Height * scale));
        var canvas = new Canvas(width, height, Colour.Black);
        canvas.DrawImage(photo, 0, 0, canvas.Width, canvas.Height);

        // The face with the highest score is drawn last, so that no other face covers it.
        foreach (var face in faces.Reverse())
        {
            DrawFace(canvas, face, scale);
        }

        return canvas.Image;
    }

    /// <summary>Arranges images made by <see cref="Draw"/> in rows, each with a caption below it.</summary>
    /// <exception cref="ArgumentException">No images, or more than <see cref="MaxPhotos"/>.</exception>
    public static RgbImage Arrange(IReadOnlyList<(string Caption, RgbImage Drawn)> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count is 0 or > MaxPhotos)
        {
            throw new ArgumentException($"{pictures.Count} pictures, 1 to {MaxPhotos} were expected", nameof(pictures));
        }

        var columns = Math.Min(Columns, pictures.Count);
        var rows = (pictures.Count + columns - 1) / columns;
        var canvas = new Canvas((columns * (CellSide + Gap)) + Gap, (rows * (CellSide + CaptionHeight + Gap)) + Gap, Paper);
        for (var i = 0; i < pictures.Count; i++)
        {
            var (caption, drawn) = pictures[i];
            var (x, y) = (Gap + (i % columns * (CellSide + Gap)), Gap + (i / columns * (CellSide + CaptionHeight + Gap)));
            var scale = (double)CellSide / Math.Max(drawn.Width, drawn.Height);
            var (width, height) = (Math.Max(1, (int)Math.Round(drawn.Width * scale)), Math.Max(1, (int)Math.Round(drawn.Height * scale)));
            canvas.DrawImage(drawn, x + ((CellSide - width) / 2), y + ((CellSide - height) / 2), width, height);
            var style = new TextStyle(14, Ink);
            canvas.DrawText(x, y + CellSide + 18, Canvas.FitText(caption, style, CellSide), style);
        }

        return canvas.Image;
    }

    /// <summary>Draws at the size that <see cref="Arrange"/> uses, so that many images need little memory.</summary>
    public static RgbImage DrawSmall(RgbImage photo, IReadOnlyList<LocatedFace> faces) => Draw(photo, faces, CellSide, CellSide);

    private static void DrawFace(Canvas canvas, LocatedFace face, double scale)
    {
        var box = face.Box;
        var (x, y) = ((int)Math.Round(box.X * scale), (int)Math.Round(box.Y * scale));
        var (width, height) = (Math.Max(1, (int)Math.Round(box.Width * scale)), Math.Max(1, (int)Math.Round(box.Height * scale)));
        var thickness = Math.Clamp((int)Math.Round(width / 70.0), 1, 4);
        canvas.DrawRectangle(x, y, width, height, Box, thickness);

        var text = face.Score.ToString("F2", CultureInfo.InvariantCulture);
        var style = new TextStyle(Math.Clamp(width / 9.0, 11, 20), Colour.White, Bold: true);
        var (labelWidth, labelHeight) = (Canvas.MeasureText(text, style) + 8, (int)Math.Round(style.Size * 1.35));

        // The label is above the box, or inside it where there is no room.
        var labelX = Math.Clamp(x, 0, Math.Max(0, canvas.Width - labelWidth));
        var labelY = y - labelHeight >= 0 ? y - labelHeight : Math.Max(0, y);
        canvas.FillRectangle(labelX, labelY, labelWidth, labelHeight, Label);
        canvas.DrawText(labelX + 4, labelY + (int)Math.Round(style.Size * 1.02), text, style);

        if (face.Landmarks is { } landmarks)
        {
            var radius = Math.Max(1, width * (landmarks.Points.Count > 5 ? 0.009 : 0.018));
            foreach (var point in landmarks.Points)
            {
                canvas.FillCircle(point.X * scale, point.Y * scale, radius, Point);
            }
        }
    }
}
