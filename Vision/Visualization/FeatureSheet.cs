using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Visualization;

/// <summary>
/// What units look for, after Zeiler and Fergus 2014: under each layer's name its units, each with the nine patches that
/// activate it most on the left and their gradient images in the same places on the right.
/// </summary>
public static class FeatureSheet
{
    /// <summary>Pixels of a patch on the sheet.</summary>
    public const int TileSide = 48;

    /// <summary>Longest side of a sheet: what a picture viewer opens.</summary>
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

    private static readonly Colour s_paper = Colour.White;
    private static readonly Colour s_ink = Colour.FromRgb(0x1B2430);
    private static readonly Colour s_quiet = Colour.FromRgb(0x5B6675);
    private static readonly Colour s_line = Colour.FromRgb(0xD9DDE3);
    private static readonly Colour s_empty = Colour.FromRgb(0xEDEFF2);

    /// <exception cref="BadInputException">More units than one picture can show.</exception>
    public static RgbImage Draw(string title, string subtitle, IReadOnlyList<FeatureSheetLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var width = (2 * Margin) + (Columns * (UnitWidth + Gap)) - Gap;
        var height = HeaderHeight + layers.Sum(l => LayerHeight + (Rows(l) * (UnitHeight + Gap))) + Margin;
        if (height > MostPixels)
        {
            throw new BadInputException("sheet", string.Create(CultureInfo.InvariantCulture, $"{layers.Sum(l => l.Units.Count)} units make it {height} pixels high; show fewer (--units)"));
        }

        var canvas = new Canvas(width, height, s_paper);
        var heading = new TextStyle(26, s_ink, Bold: true);
        canvas.DrawText(Margin, 46, Canvas.FitText(title, heading, width - (2 * Margin)), heading);
        var detail = new TextStyle(15, s_quiet);
        canvas.DrawText(Margin, 74, Canvas.FitText(subtitle, detail, width - (2 * Margin)), detail);
        var y = HeaderHeight;
        foreach (var layer in layers)
        {
            y = DrawLayer(canvas, layer, y);
        }

        return canvas.Image;
    }

    private static string Short(double activation) => activation.ToString(Math.Abs(activation) >= 1000 ? "F0" : "G4", CultureInfo.InvariantCulture);

    private static int Rows(FeatureSheetLayer layer) => (layer.Units.Count + Columns - 1) / Columns;

    private static int DrawLayer(Canvas canvas, FeatureSheetLayer layer, int y)
    {
        canvas.FillRectangle(Margin, y, canvas.Width - (2 * Margin), 1, s_line);
        var name = new TextStyle(19, s_ink, Bold: true);
        var x = Margin + canvas.DrawText(Margin, y + 28, layer.Name, name) + 14;
        var detail = new TextStyle(14, s_quiet);
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
        var label = new TextStyle(13, s_ink, Bold: true);
        var after = canvas.DrawText(x, y + 13, string.Create(CultureInfo.InvariantCulture, $"unit {unit.Unit}"), label);
        if (unit.Tiles.Count > 0)
        {
            canvas.DrawText(x + after + 8, y + 13, string.Create(CultureInfo.InvariantCulture, $"{Short(unit.Best)} to {Short(unit.Least)}"), new TextStyle(13, s_quiet));
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
                canvas.FillRectangle(left, top, TileSide, TileSide, s_empty);
                canvas.FillRectangle(left + Block + Between, top, TileSide, TileSide, s_empty);
            }
        }
    }
}
