using System.CommandLine;
using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Cli.Visualization;

/// <summary>The units of a layer shown on a sheet: <c>12</c>, the first twelve; <c>0,5,7</c>, the units with these indices.</summary>
internal sealed class UnitChoice
{
    private const int Default = 16;

    private readonly List<int>? _units;
    private readonly int _count;

    private UnitChoice(List<int>? units, int count) => (_units, _count) = (units, count);

    public static Option<string?> Option() => new("--units")
    {
        Description = "Units of each layer on the sheet: the first N, or a list of indices ('7,' is unit 7 alone) (default: "
            + $"the first {Default}); the table contains all units",
        HelpName = "N|0,5,7",
    };

    /// <exception cref="BadInputException">Neither a count nor a list, or an index above those of every layer.</exception>
    public static UnitChoice Parse(string? text, IReadOnlyList<VggLayer> layers)
    {
        if (text is null)
        {
            return new UnitChoice(null, Default);
        }

        var numbers = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            numbers.Add(int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new BadInputException($"--units {text}", "a count (12) or indices of units (0,5,7) were expected"));
        }

        var most = layers.Max(l => l.Channels);
        if (numbers.Count == 1 && !text.Contains(',', StringComparison.Ordinal))
        {
            return numbers[0] > 0
                ? new UnitChoice(null, numbers[0])
                : throw new BadInputException($"--units {text}", "at least one is needed");
        }

        return numbers.Count > 0 && numbers.TrueForAll(n => n < most)
            ? new UnitChoice([.. numbers.Distinct()], 0)
            : throw new BadInputException($"--units {text}", $"units are numbered 0 to {most - 1}");
    }

    /// <summary>Indices of the chosen units that this layer has, in the given order.</summary>
    public IReadOnlyList<int> Of(VggLayer layer) => _units is null
        ? [.. Enumerable.Range(0, Math.Min(_count, layer.Channels))]
        : [.. _units.Where(u => u < layer.Channels)];
}
