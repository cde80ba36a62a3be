using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Cli.Models;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Visualization;

/// <summary>The options of <c>features</c>.</summary>
internal sealed class FeaturesOptions
{
    private const string DefaultLayers = "conv1_1,conv3_1,conv5_1";

    private const int DefaultSize = 224;

    private readonly Option<string> _images = SharedOptions.Images("Folder of photos, searched recursively");

    private readonly Option<string> _layers = new("--layers")
    {
        Description = "Layers: conv1_1 to conv5_4, or relu1_1 to relu5_4 for the rectified output",
        HelpName = "LIST",
        DefaultValueFactory = _ => DefaultLayers,
    };

    private readonly Option<string> _sheet =
        new("--out") { Description = "Contact sheet to write", HelpName = "SHEET.png", Required = true };

    private readonly Option<string?> _table = new("--json-out")
    {
        Description = "Write the nine strongest locations of every unit as JSON",
        HelpName = "TABLE.json",
    };

    private readonly Option<string?> _units = UnitChoice.Option();

    private readonly Option<int> _size = SharedOptions.Count(
        "--size",
        $"Longer side of the photos at the network's input, in pixels (default: {DefaultSize})",
        DefaultSize,
        FeatureSearchRequest.LeastSide,
        FeatureSearchRequest.MostSide);

    private readonly Option<string?> _weights = VggOptions.Weights();

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols => [_images, _layers, _sheet, _table, _units, _size, _weights];

    /// <exception cref="BadInputException">An output path is unusable.</exception>
    public FeaturesArguments Read(ParseResult result)
    {
        var arguments = new FeaturesArguments(
            result.GetValue(_images)!,
            result.GetValue(_layers)!,
            result.GetValue(_sheet)!,
            result.GetValue(_table),
            result.GetValue(_units),
            result.GetValue(_size),
            result.GetValue(_weights));
        OutputFile.Check("--out", arguments.Sheet, ".png");
        if (arguments.Table is { } table)
        {
            OutputFile.Check("--json-out", table, ".json");
        }

        return arguments;
    }
}
