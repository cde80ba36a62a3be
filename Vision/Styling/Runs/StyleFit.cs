using System.Globalization;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>Determines before the start whether a run fits into memory: at once, in tiles, or not at all.</summary>
public static class StyleFit
{
    /// <summary>In pixels, largest first: smaller tiles compute more halo.</summary>
    private static readonly int[] TileSides = [2048, 1024, 512, 256];

    /// <summary>Chooses tiles so that a run fits into memory.</summary>
    /// <param name="settings">Of the run.</param>
    /// <param name="width">Of the content image, in pixels.</param>
    /// <param name="height">Of the content image, in pixels.</param>
    /// <param name="available">Bytes that may be used.</param>
    /// <param name="predict">
    /// Predicts peak bytes from settings, width and height of the generated image (<see cref="StyleMemory.Predict"/>).
    /// </param>
    /// <returns>The settings, with the largest tiles that fit where the whole image does not; tiles in the settings are kept.</returns>
    /// <exception cref="BadInputException">No tiles fit; the message names the size that fits.</exception>
    public static StyleSettings Fit(
        StyleSettings settings, int width, int height, long available, Func<StyleSettings, int, int, long> predict)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(predict);
        if (Fitting(settings, settings.Pyramid[^1].Size) is { } fitting)
        {
            return fitting;
        }

        var (least, most) = (0, settings.Pyramid[^1].Size);
        while (most - least > 1)
        {
            var middle = (least + most) / 2;
            (least, most) = Fitting(settings, middle) is null ? (least, middle) : (middle, most);
        }

        var (w, h) = settings.SizeAt(settings.Pyramid.Count - 1, width, height);
        var needed = Choices(settings).Min(s => predict(s, w, h));
        throw new BadInputException(
            string.Create(CultureInfo.InvariantCulture, $"--size {settings.Pyramid[^1].Size}"),
            string.Create(
                CultureInfo.InvariantCulture, $"{w} x {h} pixels need {Gibibytes(needed)} of memory, {Gibibytes(available)} may be used; ")
            + (least >= 16 ? string.Create(CultureInfo.InvariantCulture, $"--size {least} fits") : "no size fits"));

        StyleSettings? Fitting(StyleSettings of, int size)
        {
            var (columns, rows) = of.SizeRule.Apply(width, height, size);
            return Choices(of).FirstOrDefault(s => predict(s, columns, rows) <= available);
        }
    }

    private static IEnumerable<StyleSettings> Choices(StyleSettings settings) =>
        settings.TileSide is null ? [settings, .. TileSides.Select(t => settings with { TileSide = t })] : [settings];

    private static string Gibibytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1024.0 / 1024 / 1024 * 10) / 10:0.#} GiB");
}
