using System.CommandLine;
using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>The options <c>--steps</c>, <c>--size</c> and <c>--scales</c>, which together define the image pyramid.</summary>
internal sealed class StylePyramidOptions
{
    public Option<int?> Steps { get; } = new("--steps") { Description = "Steps at each scale", HelpName = "N" };

    public Option<int?> Size { get; } = new("--size") { Description = "Length of the side selected by --side, in pixels", HelpName = "PX" };

    public Option<string?> Scales { get; } = new("--scales")
    {
        Description = "Coarse to fine: number of scales, each twice the previous size; or sizes with steps: 128=300,256=200,512=100",
        HelpName = "N|PX=STEPS,...",
    };

    /// <param name="result">The parsed command line.</param>
    /// <param name="pyramid">Levels of the profile, coarse to fine.</param>
    /// <exception cref="BadInputException">The options are unusable or contradict each other.</exception>
    public IReadOnlyList<PyramidLevel> Read(ParseResult result, IReadOnlyList<PyramidLevel> pyramid)
    {
        var (text, last) = (result.GetValue(Scales), pyramid[^1]);
        last = new PyramidLevel(result.GetValue(Size) ?? last.Size, result.GetValue(Steps) ?? last.Steps);
        var replacesLevels = result.GetValue(Size) is not null || result.GetValue(Steps) is not null;
        if (text is null)
        {
            return pyramid.Count == 1 || replacesLevels ? [last] : pyramid;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            if (count is < 1 or > StyleSettings.MostLevels)
            {
                throw new BadInputException($"--scales {text}", $"must be 1 to {StyleSettings.MostLevels}");
            }

            return [.. Enumerable.Range(0, count).Select(i => last with { Size = Math.Max(1, last.Size >> (count - 1 - i)) })];
        }

        if (replacesLevels)
        {
            throw new BadInputException($"--scales {text}", "contains sizes and steps; omit --size and --steps");
        }

        return [.. text.Split(',').Select(part => part.Split('=') is [var px, var n]
            && int.TryParse(px, NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var steps)
                ? new PyramidLevel(pixels, steps)
                : throw new BadInputException($"--scales {text}", "a number of scales, or PX=STEPS,PX=STEPS was expected"))];
    }
}
