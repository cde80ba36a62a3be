using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Shows what was found in photos: boxes with scores, and landmarks.</summary>
public static class DetectionSheet
{
    /// <summary>Photos that one sheet can show.</summary>
    public const int MostPhotos = 400;

    private const int CellSide = 320, Gap = 12, CaptionHeight = 26, Columns = 5;

    private static readonly Colour s_box = Colour.FromRgb(0x22C55E);
    private static readonly Colour s_label = Colour.FromRgb(0x14532D);
    private static readonly Colour s_point = Colour.FromRgb(0xFACC15);
    private static readonly Colour s_paper = Colour.FromRgb(0xF3F4F6);
    private static readonly Colour s_ink = Colour.FromRgb(0x1B2430);

    /// <summary>Draws on a copy of the photo whose longest side lies between two lengths in pixels.</summary>
    public static RgbImage Draw(RgbImage photo, IReadOnlyList<LocatedFace> faces, int leastSide = 640, int mostSide = 1600)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(faces);
        var longest = Math.Max(photo.Width, photo.Height);
        var scale = (double)Math.Clamp(longest, leastSide, mostSide) / longest;
        var canvas = new Canvas(Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)), Colour.Black);
        canvas.DrawImage(photo, 0, 0, canvas.Width, canvas.Height);

        // The surest last, so that nothing lies over it.
        foreach (var face in faces.Reverse())
        {
            DrawFace(canvas, face, scale);
        }

        return canvas.Image;
    }

    /// <summary>Several pictures that <see cref="Draw"/> made, in rows, each with a line below it.</summary>
    /// <exception cref="ArgumentException">None, or more than <see cref="MostPhotos"/>.</exception>
    public static RgbImage Arrange(IReadOnlyList<(string Caption, RgbImage Drawn)> pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        if (pictures.Count is 0 or > MostPhotos)
        {
            throw new ArgumentException($"{pictures.Count} pictures, 1 to {MostPhotos} were expected", nameof(pictures));
        }

        var columns = Math.Min(Columns, pictures.Count);
        var rows = (pictures.Count + columns - 1) / columns;
        var canvas = new Canvas((columns * (CellSide + Gap)) + Gap, (rows * (CellSide + CaptionHeight + Gap)) + Gap, s_paper);
        for (var i = 0; i < pictures.Count; i++)
        {
            var (caption, drawn) = pictures[i];
            var (x, y) = (Gap + (i % columns * (CellSide + Gap)), Gap + (i / columns * (CellSide + CaptionHeight + Gap)));
            var scale = (double)CellSide / Math.Max(drawn.Width, drawn.Height);
            var (width, height) = (Math.Max(1, (int)Math.Round(drawn.Width * scale)), Math.Max(1, (int)Math.Round(drawn.Height * scale)));
            canvas.DrawImage(drawn, x + ((CellSide - width) / 2), y + ((CellSide - height) / 2), width, height);
            var style = new TextStyle(14, s_ink);
            canvas.DrawText(x, y + CellSide + 18, Canvas.FitText(caption, style, CellSide), style);
        }

        return canvas.Image;
    }

    /// <summary>A picture as small as <see cref="Arrange"/> shows it, so that many need little memory.</summary>
    public static RgbImage DrawSmall(RgbImage photo, IReadOnlyList<LocatedFace> faces) => Draw(photo, faces, CellSide, CellSide);

    private static void DrawFace(Canvas canvas, LocatedFace face, double scale)
    {
        var box = face.Box;
        var (x, y) = ((int)Math.Round(box.X * scale), (int)Math.Round(box.Y * scale));
        var (width, height) = (Math.Max(1, (int)Math.Round(box.Width * scale)), Math.Max(1, (int)Math.Round(box.Height * scale)));
        var thickness = Math.Clamp((int)Math.Round(width / 70.0), 1, 4);
        canvas.DrawRectangle(x, y, width, height, s_box, thickness);

        var text = face.Score.ToString("F2", CultureInfo.InvariantCulture);
        var style = new TextStyle(Math.Clamp(width / 9.0, 11, 20), Colour.White, Bold: true);
        var (labelWidth, labelHeight) = (Canvas.MeasureText(text, style) + 8, (int)Math.Round(style.Size * 1.35));

        // Above the box, or inside it where there is no room.
        var (labelX, labelY) = (Math.Clamp(x, 0, Math.Max(0, canvas.Width - labelWidth)), y - labelHeight >= 0 ? y - labelHeight : Math.Max(0, y));
        canvas.FillRectangle(labelX, labelY, labelWidth, labelHeight, s_label);
        canvas.DrawText(labelX + 4, labelY + (int)Math.Round(style.Size * 1.02), text, style);

        if (face.Landmarks is { } landmarks)
        {
            var radius = Math.Max(1, width * (landmarks.Points.Count > 5 ? 0.009 : 0.018));
            foreach (var point in landmarks.Points)
            {
                canvas.FillCircle(point.X * scale, point.Y * scale, radius, s_point);
            }
        }
    }
}
