using System.Globalization;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>Shows probes beside the enrolled pictures they were matched to, with distance and verdict.</summary>
public static class ContactSheet
{
    private const int Margin = 32;
    private const int Gap = 16;
    private const int Padding = 14;
    private const int Between = 34;
    private const int HeaderHeight = 122;
    private const int CaptionLine = 18;

    private static readonly Colour Paper = Colour.FromRgb(0xF3F4F6);
    private static readonly Colour Card = Colour.White;
    private static readonly Colour Border = Colour.FromRgb(0xD9DDE3);
    private static readonly Colour Ink = Colour.FromRgb(0x1B2430);
    private static readonly Colour Quiet = Colour.FromRgb(0x5B6675);
    private static readonly Colour Empty = Colour.FromRgb(0xEDEFF2);

    private static readonly CellVerdict[] LegendOrder = [CellVerdict.Recognized, CellVerdict.TurnedAway, CellVerdict.CannotDecide, CellVerdict.Error];

    /// <summary>The first page; see <see cref="RenderPages"/>.</summary>
    public static RgbImage Render(IReadOnlyList<ContactSheetCell> cells, ContactSheetOptions options) => RenderPages(cells, options).First();

    /// <summary>Pages of Columns x MaxRows cells, in the order given; no cells give one page that says so. Pages are drawn as they are asked for.</summary>
    public static IEnumerable<RgbImage> RenderPages(IReadOnlyList<ContactSheetCell> cells, ContactSheetOptions options)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ImageSize, 16);
        return Pages();

        IEnumerable<RgbImage> Pages()
        {
            var perPage = options.Columns * options.MaxRows;
            var pages = Math.Max(1, (cells.Count + perPage - 1) / perPage);
            for (var page = 0; page < pages; page++)
            {
                yield return RenderPage(cells, page * perPage, Math.Min(perPage, cells.Count - (page * perPage)), page, pages, options);
            }
        }
    }

    /// <summary>The colour that stands for a verdict: green, grey, amber, red.</summary>
    public static Colour ColourOf(CellVerdict verdict) => verdict switch
    {
        CellVerdict.Recognized => Colour.FromRgb(0x15803D),
        CellVerdict.TurnedAway => Colour.FromRgb(0x64748B),
        CellVerdict.CannotDecide => Colour.FromRgb(0xC77700),
        _ => Colour.FromRgb(0xC81E1E),
    };

    private static RgbImage RenderPage(
        IReadOnlyList<ContactSheetCell> cells, int first, int count, int page, int pages, ContactSheetOptions options)
    {
        var shown = Enumerable.Range(first, Math.Max(count, 0)).Select(i => cells[i]).ToArray();
        var captionLines = shown.Select(c => c.Caption.Count).DefaultIfEmpty(1).Max();
        var cellWidth = (2 * Padding) + (2 * options.ImageSize) + Between;
        var cellHeight = (2 * Padding) + options.ImageSize + 8 + (captionLines * CaptionLine);
        var columns = Math.Min(options.Columns, Math.Max(shown.Length, 3));
        var rows = Math.Max(1, (shown.Length + columns - 1) / columns);
        var width = (2 * Margin) + (columns * (cellWidth + Gap)) - Gap;
        var height = HeaderHeight + (rows * (cellHeight + Gap)) + Margin + 8;
        var canvas = new Canvas(width, height, Paper);
        DrawHeader(canvas, cells, options);
        for (var i = 0; i < shown.Length; i++)
        {
            DrawCell(
                canvas, shown[i], Margin + (i % columns * (cellWidth + Gap)), HeaderHeight + (i / columns * (cellHeight + Gap)), cellWidth, cellHeight, options);
        }

        if (shown.Length == 0)
        {
            canvas.DrawText(width / 2.0, HeaderHeight + (cellHeight / 2), "No probes", new TextStyle(18, Quiet), TextAlign.Centre);
        }

        DrawFooter(canvas, cells.Count, first, shown.Length, page, pages, options);
        return canvas.Image;
    }

    private static void DrawHeader(Canvas canvas, IReadOnlyList<ContactSheetCell> cells, ContactSheetOptions options)
    {
        var right = canvas.Width - Margin;
        var title = new TextStyle(28, Ink, Bold: true);
        canvas.DrawText(Margin, 47, Canvas.FitText(options.Title, title, right - Margin), title);
        if (options.Legend)
        {
            DrawLegend(canvas, cells, Margin, 102);
        }

        var subtitle = new TextStyle(15, Quiet);
        canvas.DrawText(Margin, 74, Canvas.FitText(options.Subtitle, subtitle, right - Margin), subtitle);
    }

    /// <summary>One chip a verdict with the number of probes that got it, of all pages together.</summary>
    private static void DrawLegend(Canvas canvas, IReadOnlyList<ContactSheetCell> cells, int x, int baseline)
    {
        var style = new TextStyle(13, Ink);
        foreach (var verdict in LegendOrder)
        {
            var label = string.Create(CultureInfo.InvariantCulture, $"{Name(verdict)} {cells.Count(c => c.Verdict == verdict)}");
            canvas.FillRounded(x, baseline - 10, 11, 11, 3, ColourOf(verdict));
            x += 17 + canvas.DrawText(x + 17, baseline, label, style) + 18;
        }
    }

    private static void DrawCell(Canvas canvas, ContactSheetCell cell, int x, int y, int width, int height, ContactSheetOptions options)
    {
        var colour = ColourOf(cell.Verdict);
        canvas.FillRounded(x, y, width, height, 8, Border);
        canvas.FillRounded(x + 1, y + 1, width - 2, height - 2, 7, Card);

        // The verdict is a band on the card's left edge: seen from afar, and not on the faces.
        canvas.FillRounded(x, y, 12, height, 6, colour);
        canvas.FillRectangle(x + 5, y + 1, 7, height - 2, Card);
        var size = options.ImageSize;
        var top = y + Padding;
        var second = x + Padding + size + Between;
        DrawFitted(canvas, cell.Probe, x + Padding, top, size);
        DrawSign(canvas, cell, x + Padding + size + (Between / 2), top + (size / 2), colour);
        if (cell.Match is null)
        {
            canvas.FillRounded(second, top, size, size, 6, Empty);
            canvas.DrawText(second + (size / 2.0), top + (size / 2) + 5, "no match", new TextStyle(13, Quiet), TextAlign.Centre);
        }
        else
        {
            DrawFitted(canvas, cell.Match, second, top, size);
        }

        for (var i = 0; i < cell.Caption.Count; i++)
        {
            var style = i == 0 ? new TextStyle(14, colour, Bold: true) : new TextStyle(13, Quiet);
            var text = Canvas.FitText(cell.Caption[i], style, width - (2 * Padding));
            canvas.DrawText(x + Padding, top + size + 8 + ((i + 1) * CaptionLine) - 3, text, style);
        }
    }

    /// <summary>The whole picture in a square, at its own proportions.</summary>
    private static void DrawFitted(Canvas canvas, RgbImage image, int x, int y, int size)
    {
        var scale = (double)size / Math.Max(image.Width, image.Height);
        var width = Math.Max(1, (int)Math.Round(image.Width * scale));
        var height = Math.Max(1, (int)Math.Round(image.Height * scale));
        if (width != size || height != size)
        {
            canvas.FillRectangle(x, y, size, size, Empty);
        }

        canvas.DrawImage(image, x + ((size - width) / 2), y + ((size - height) / 2), width, height);
    }

    /// <summary>Between the pictures: an arrow to the match, or a cross where there is none.</summary>
    private static void DrawSign(Canvas canvas, ContactSheetCell cell, int x, int y, Colour colour)
    {
        if (cell.Match is not null)
        {
            canvas.DrawPolyline([(x - 8, y), (x + 8, y)], colour, 2.2);
            canvas.DrawPolyline([(x + 2.5, y - 5.5), (x + 8, y), (x + 2.5, y + 5.5)], colour, 2.2);
            return;
        }

        canvas.DrawLine(x - 5, y - 5, x + 5, y + 5, colour, 2.2);
        canvas.DrawLine(x - 5, y + 5, x + 5, y - 5, colour, 2.2);
    }

    private static void DrawFooter(Canvas canvas, int total, int first, int count, int page, int pages, ContactSheetOptions options)
    {
        var style = new TextStyle(12, Quiet);
        var range = pages > 1
            ? string.Create(CultureInfo.InvariantCulture, $"probes {first + 1}–{first + count} of {total}, page {page + 1} of {pages}")
            : "";
        var room = canvas.Width - (2 * Margin) - Canvas.MeasureText(range, style) - Gap;
        canvas.DrawText(Margin, canvas.Height - 18, Canvas.FitText(options.Footer, style, room), style);
        canvas.DrawText(canvas.Width - Margin, canvas.Height - 18, range, style, TextAlign.Right);
    }

    private static string Name(CellVerdict verdict) => verdict switch
    {
        CellVerdict.Recognized => "recognized",
        CellVerdict.TurnedAway => "turned away",
        CellVerdict.CannotDecide => "cannot decide",
        _ => "errors",
    };
}
