using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Visualization;

/// <summary>Draws hand-designed and learned filters, each with its response to one photo.</summary>
public static class FilterSheet
{
    private const int Margin = 28;
    private const int Gap = 16;
    private const int HeaderHeight = 96;
    private const int SectionHeight = 50;
    private const int Caption = 22;
    private const int KernelSide = 30;
    private const int MapColumns = 4;
    private const int FilterColumns = 8;
    private const int Inner = 1280;

    /// <summary>Share of the strongest responses that saturate, so that the others are visible.</summary>
    private const double CutOff = 0.005;

    private static readonly (EdgeKernel Vertical, EdgeKernel Horizontal, string Strength)[] Edges =
    [
        (EdgeKernel.Vertical, EdgeKernel.Horizontal, "vertical and horizontal together"),
        (EdgeKernel.SobelVertical, EdgeKernel.SobelHorizontal, "Sobel, both directions"),
        (EdgeKernel.ScharrVertical, EdgeKernel.ScharrHorizontal, "Scharr, both directions"),
    ];

    private static readonly Colour Paper = Colour.White;
    private static readonly Colour Ink = Colour.FromRgb(0x1B2430);
    private static readonly Colour Quiet = Colour.FromRgb(0x5B6675);
    private static readonly Colour Line = Colour.FromRgb(0xD9DDE3);

    /// <summary>Draws a sheet.</summary>
    /// <param name="filters">The filters of <c>conv1_1</c> with their responses to <paramref name="photo"/>.</param>
    public static RgbImage Draw(string title, string subtitle, RgbImage photo, IReadOnlyList<LearnedFilter> filters)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(filters);
        var mapWidth = (Inner - ((MapColumns - 1) * Gap)) / MapColumns;
        var smallWidth = (Inner - ((FilterColumns - 1) * Gap)) / FilterColumns;
        var (map, small) = (Fit(photo, mapWidth), Fit(photo, smallWidth));
        var mapRows = Edges.Length;
        var filterRows = (filters.Count + FilterColumns - 1) / FilterColumns;
        var filterHeight = KernelSide + 6 + small.Height;
        var canvas = new Canvas(
            Inner + (2 * Margin),
            HeaderHeight + (2 * SectionHeight) + (mapRows * (map.Height + Caption + Gap)) + (filterRows * (filterHeight + Gap)) + Margin,
            Paper);
        var heading = new TextStyle(26, Ink, Bold: true);
        canvas.DrawText(Margin, 46, Canvas.FitText(title, heading, Inner), heading);
        var detail = new TextStyle(15, Quiet);
        canvas.DrawText(Margin, 74, Canvas.FitText(subtitle, detail, Inner), detail);

        var y = Section(
            canvas, HeaderHeight, "Edges", "grey is 0, white: left or upper side brighter, black: darker; strength: white is strong");
        var grey = ImageOps.ToGrey(photo);
        var greyPhoto = ImageOps.ToGreyImage(photo);
        for (var row = 0; row < mapRows; row++)
        {
            var (across, down, strength) = Edges[row];
            var (a, d) = (across.Apply(grey, photo.Width, photo.Height), down.Apply(grey, photo.Width, photo.Height));
            if (row < 2)
            {
                Show(0, row == 0 ? photo : greyPhoto, row == 0 ? "the photo" : "its luma");
            }
            else
            {
                ShowWeights(canvas, y, map.Height + Caption);
            }

            Show(1, Signed(a), across.Name);
            Show(2, Signed(d), down.Name);
            Show(3, Strong(EdgeKernel.Strength(a, d)), strength);
            y += map.Height + Caption + Gap;

            void Show(int column, RgbImage picture, string name)
            {
                var x = Margin + (column * (mapWidth + Gap));
                canvas.DrawImage(picture, x, y, map.Width, map.Height);
                canvas.DrawText(x, y + map.Height + 16, name, new TextStyle(13, Quiet));
            }
        }

        y = Section(
            canvas, y, "conv1_1", "learned filters of the first layer, 3 x 3 pixels in colour, grey is 0; below: responses to the photo");
        for (var i = 0; i < filters.Count; i++)
        {
            var (x, top) = (Margin + (i % FilterColumns * (smallWidth + Gap)), y + (i / FilterColumns * (filterHeight + Gap)));
            PixelArt.Draw(canvas, SignedPicture.Draw(filters[i].Kernel, 3, 3), x, top, KernelSide, KernelSide);
            canvas.DrawText(
                x + KernelSide + 8, top + 20, FormattableString.Invariant($"unit {filters[i].Unit}"), new TextStyle(13, Quiet));
            var response = SignedPicture.Draw(filters[i].Response, photo.Width, photo.Height, CutOff);
            canvas.DrawImage(response, x, top + KernelSide + 6, small.Width, small.Height);
        }

        return canvas.Image;

        RgbImage Signed(int[] answer) => SignedPicture.Draw(Array.ConvertAll(answer, v => (double)v), photo.Width, photo.Height, CutOff);

        RgbImage Strong(double[] strength)
        {
            var most = Math.Max(1, SignedPicture.Most(strength, CutOff));
            return new RgbImage(
                photo.Width,
                photo.Height,
                [.. strength.SelectMany(s => Enumerable.Repeat((byte)Math.Round(255 * Math.Min(1, s / most)), 3))]);
        }
    }

    /// <summary>The three kernels for vertical edges as numbers; the kernels for horizontal edges are their transposes.</summary>
    private static void ShowWeights(Canvas canvas, int y, int height)
    {
        // Three kernels of three lines each; beside a wide photo they do not fit.
        const int Line = 18;
        var step = Math.Min(76, height / Edges.Length);
        if (step < 3 * Line)
        {
            return;
        }

        for (var i = 0; i < Edges.Length; i++)
        {
            var kernel = Edges[i].Vertical;
            canvas.DrawText(Margin, y + 14 + (i * step), kernel.Name, new TextStyle(13, Quiet));
            for (var w = 0; w < kernel.Weights.Count; w++)
            {
                canvas.DrawText(
                    Margin + 190 + (w % 3 * 34), y + 14 + (i * step) + (w / 3 * Line),
                    kernel.Weights[w].ToString(CultureInfo.InvariantCulture), new TextStyle(13, Ink), TextAlign.Right);
            }
        }
    }

    /// <summary>The size of a photo in a column; a very high photo is made narrower.</summary>
    private static (int Width, int Height) Fit(RgbImage photo, int column)
    {
        var scale = Math.Min((double)column / photo.Width, 2.0 * column / photo.Height);
        return (Math.Max(1, (int)Math.Round(photo.Width * scale)), Math.Max(1, (int)Math.Round(photo.Height * scale)));
    }

    private static int Section(Canvas canvas, int y, string name, string detail)
    {
        canvas.FillRectangle(Margin, y, Inner, 1, Line);
        var x = Margin + canvas.DrawText(Margin, y + 28, name, new TextStyle(19, Ink, Bold: true)) + 14;
        canvas.DrawText(x, y + 28, Canvas.FitText(detail, new TextStyle(14, Quiet), Margin + Inner - x), new TextStyle(14, Quiet));
        return y + SectionHeight;
    }
}
