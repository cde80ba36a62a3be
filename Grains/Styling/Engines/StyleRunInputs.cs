using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Grains.Styling.Engines;

/// <summary>A job's image files as a run takes them.</summary>
public static class StyleRunInputs
{
    public const string Content = "content";

    public const string Start = "start";

    private const string StylePrefix = "style-";

    private const string MaskPrefix = "mask-";

    /// <param name="number">From 1 on.</param>
    public static string Style(int number) => string.Create(CultureInfo.InvariantCulture, $"{StylePrefix}{number}");

    /// <param name="number">Of the style that the mask is for.</param>
    public static string Mask(int number) => string.Create(CultureInfo.InvariantCulture, $"{MaskPrefix}{number}");

    /// <exception cref="BadInputException">One is missing, of an unknown role, or not a picture.</exception>
    internal static (StyleImages Images, IReadOnlyList<StyleInput> Inputs) Decode(IReadOnlyList<StyleInputFile> files)
    {
        var byRole = files.ToDictionary(f => f.Role, StringComparer.Ordinal);
        List<StyleInput> inputs = [];
        var content = Take(Content, StyleImageRole.Content) ?? throw new BadInputException("content", "the content image is missing");
        var styles = TakeAll(Style, StyleImageRole.Style);
        var masks = TakeAll(Mask, StyleImageRole.Mask);
        var start = Take(Start, StyleImageRole.Start);
        return byRole.Count == 0
            ? (new StyleImages(content, styles, start, masks.Count > 0 ? masks : null), inputs)
            : throw new BadInputException($"image '{byRole.Keys.First()}'", "a run takes content, style-1 …, mask-1 … and start");

        List<RgbImage> TakeAll(Func<int, string> role, StyleImageRole part)
        {
            var all = new List<RgbImage>();
            while (Take(role(all.Count + 1), part) is { } next)
            {
                all.Add(next);
            }

            return all;
        }

        RgbImage? Take(string role, StyleImageRole part)
        {
            if (!byRole.Remove(role, out var file))
            {
                return null;
            }

            var (input, image) = StyleInput.Decode(part, file.Name, file.Content);
            inputs.Add(input);
            return image;
        }
    }
}
