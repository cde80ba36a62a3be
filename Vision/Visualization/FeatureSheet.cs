using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Visualization;

/// <summary>
/// Draws the patches that activate units most, after Zeiler and Fergus 2014: for each layer its units, each with its nine patches
/// on the left and their gradient images at the same positions on the right.
/// </summary>
public static class FeatureSheet
{
    /// <summary>Side of a patch on the sheet in pixels.</summary>
    public const int TileSide = 48;

    /// <summary>Longest side of a sheet in pixels, limited by what image viewers open.</summary>
    private const int MostPixels = 30_000;

    private const int Grid = 3;
    private const int Hair = 2;
    private const int Block = (Grid * TileSide) + ((Grid - 1) * Hair);
    private const int Between = 6;
    private const int LabelHeight = 20;
    private const int Margin = 28;
    private const int Gap = 18;
    private const int HeaderHeight = 96;
    private const int LayerHeight = 50;
    private const int UnitWidth = (2 * Block) + Between;
    private const int UnitHeight = LabelHeight + Block;
    private const int Columns = 4;

    private static readonly Colour Paper = Colour.White;
    private static readonly Colour Ink = Colour.FromRgb(0x1B2430);
    private static readonly Colour Quiet = Colour.FromRgb(0x5B6675);
    private static readonly Colour Line = Colour.FromRgb(0xD9DDE3);
    private static readonly Colour Empty = Colour.FromRgb(0xEDEFF2);

    /// <summary>Draws a sheet.</summary>
    /// <exception cref="BadInputException">The units do not fit on one image.</exception>
    public static RgbImage Draw(string title, string subtitle, IReadOnlyList<FeatureSheetLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var width = (2 * Margin) + (Columns * (UnitWidth + Gap)) - Gap;
        var height = HeaderHeight + layers.Sum(l => LayerHeight + (Rows(l) * (UnitHeight + Gap))) + Margin;
        if (height > MostPixels)
        {
            var units = layers.Sum(l => l.Units.Count);
            throw new BadInputException(
                "sheet", FormattableString.Invariant($"{units} units need an image of {height} pixels height; show fewer (--units)"));
        }

        var canvas = new Canvas(width, height, Paper);
        var heading = new TextStyle(26, Ink, Bold: true);
        canvas.DrawText(Margin, 46, Canvas.FitText(title, heading, width - (2 * Margin)), heading);
        var detail = new TextStyle(15, Quiet);
        canvas.DrawText(Margin, 74, Canvas.FitText(subtitle, detail, width - (2 * Margin)), detail);
        var y = HeaderHeight;
        foreach (var layer in layers)
        {
            y = DrawLayer(canvas, layer, y);
        }

        return canvas.Image;
    }

    private static string Short(double activation) =>
        activation.ToString(Math.Abs(activation) >= 1000 ? "F0" : "G4", CultureInfo.InvariantCulture);

    private static int Rows(FeatureSheetLayer layer) => (layer.Units.Count + Columns - 1) / Columns;

    private static int DrawLayer(Canvas canvas, FeatureSheetLayer layer, int y)
    {
        canvas.FillRectangle(Margin, y, canvas.Width - (2 * Margin), 1, Line);
        var name = new TextStyle(19, Ink, Bold: true);
        var x = Margin + canvas.DrawText(Margin, y + 28, layer.Name, name) + 14;
        var detail = new TextStyle(14, Quiet);
        canvas.DrawText(x, y + 28, Canvas.FitText(layer.Detail, detail, canvas.Width - Margin - x), detail);
        y += LayerHeight;
        for (var i = 0; i < layer.Units.Count; i++)
        {
            DrawUnit(canvas, layer.Units[i], Margin + (i % Columns * (UnitWidth + Gap)), y + (i / Columns * (UnitHeight + Gap)));
        }

        return y + (Rows(layer) * (UnitHeight + Gap));
    }

    private static void DrawUnit(Canvas canvas, FeatureSheetUnit unit, int x, int y)
    {
        var label = new TextStyle(13, Ink, Bold: true);
        var after = canvas.DrawText(x, y + 13, string.Create(CultureInfo.InvariantCulture, $"unit {unit.Unit}"), label);
        if (unit.Tiles.Count > 0)
        {
            var range = $"{Short(unit.Best)} to {Short(unit.Least)}";
            canvas.DrawText(x + after + 8, y + 13, range, new TextStyle(13, Quiet));
        }

        y += LabelHeight;
        for (var i = 0; i < Grid * Grid; i++)
        {
            var (left, top) = (x + (i % Grid * (TileSide + Hair)), y + (i / Grid * (TileSide + Hair)));
            if (i < unit.Tiles.Count)
            {
                PixelArt.Draw(canvas, unit.Tiles[i].Patch, left, top, TileSide, TileSide);
                PixelArt.Draw(canvas, unit.Tiles[i].Gradient, left + Block + Between, top, TileSide, TileSide);
            }
            else
            {
                canvas.FillRectangle(left, top, TileSide, TileSide, Empty);
                canvas.FillRectangle(left + Block + Between, top, TileSide, TileSide, Empty);
            }
        }
    }
}
