using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Cli.Visualization;

/// <summary>The arguments of <c>features</c>.</summary>
/// <param name="Folder">Folder of photos.</param>
/// <param name="LayerNames">Comma-separated names of layers.</param>
/// <param name="Sheet">Contact sheet to write.</param>
/// <param name="Table">JSON table to write; null: none.</param>
/// <param name="Units">Units on the sheet, a count or indices; null: the default.</param>
/// <param name="LongSide">Longer side of the photos at the network's input, in pixels.</param>
/// <param name="Weights">Name or file of the weights, or random; null: the default.</param>
internal sealed record FeaturesArguments(
    string Folder, string LayerNames, string Sheet, string? Table, string? Units, int LongSide, string? Weights)
{
    /// <exception cref="BadInputException">A layer is unknown or given twice, or the photos are too small for it.</exception>
    public IReadOnlyList<VggLayer> Layers(VggArchitecture architecture)
    {
        var layers = LayerNames.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(l => VggLayer.Parse(l, architecture))
            .ToList();
        if (layers.Count == 0 || layers.Distinct().Count() != layers.Count)
        {
            throw new BadInputException($"--layers {LayerNames}", "one layer or more is needed, each named once");
        }

        var deepest = layers.Max();
        return LongSide >= deepest.MinSide ? layers : throw new BadInputException(
            string.Create(CultureInfo.InvariantCulture, $"--size {LongSide}"),
            $"layer {deepest} needs at least {deepest.MinSide} pixels");
    }
}
