using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Grains.Styling.Engines;

/// <summary>A job's image files as a run takes them.</summary>
internal static class StyleRunInputs
{
    /// <exception cref="BadInputException">One is missing, of an unknown role, or not a picture.</exception>
    public static (StyleImages Images, IReadOnlyList<StyleInput> Inputs) Decode(IReadOnlyList<StyleInputFile> files)
    {
        var byRole = files.ToDictionary(f => f.Role, StringComparer.Ordinal);
        List<StyleInput> inputs = [];
        var content = Take(JobImageRoles.Content, StyleImageRole.Content)
            ?? throw new BadInputException("content", "the content image is missing");
        var styles = TakeAll(JobImageRoles.Style, StyleImageRole.Style);
        var masks = TakeAll(JobImageRoles.Mask, StyleImageRole.Mask);
        var start = Take(JobImageRoles.Start, StyleImageRole.Start);
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
