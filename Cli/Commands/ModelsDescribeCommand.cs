using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Cli.Commands;

/// <summary><c>models describe</c>: layers of a network, without its weights.</summary>
internal static class ModelsDescribeCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME")
        {
            Description = $"An architecture ({string.Join(", ", BackboneCatalog.Names)}), or the name or file of an encoder",
        };
        var input = new Option<string?>("--input") { Description = "Input size, height x width (default: 112x112)", HelpName = "HxW" };
        var embedding = new Option<int?>("--embedding") { Description = "Dimension of an encoding (default: 128)", HelpName = "N" };
        var classes =
            new Option<int?>("--classes") { Description = "Instead of an embedding: number of classes of a classifier", HelpName = "N" };
        var channels =
            new Option<int?>("--channels") { Description = "Input channels: 3, or 1 as in LeNet-5 (default: 3)", HelpName = "N" };
        var width = new Option<double?>("--width-multiplier") { Description = "Factor on all channel counts (default: 1)", HelpName = "X" };
        return new Command("describe", "Layers, output sizes, parameters, multiply-adds and receptive fields of a network")
            .With([name, input, embedding, classes, channels, width], Run);

        Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (wanted, result) = (context.Result.GetValue(name)!, context.Result);
            Option[] sizeOptions = [input, embedding, classes, channels, width];
            string[] sizes = [.. sizeOptions.Where(o => result.GetResult(o) is not null).Select(o => o.Name)];
            var (architecture, options) = BackboneCatalog.Names.Contains(wanted) ? (wanted, Asked()) : OfFile();
            var planes = result.GetValue(channels) ?? 3;
            if (planes is not (1 or 3))
            {
                throw new BadInputException($"--channels {planes}", "1 or 3 was expected");
            }

            Report(context.Output, architecture, options, planes, BackboneCatalog.Describe(architecture, options, planes));
            return Task.FromResult(ExitCodes.Success);

            BackboneOptions Asked()
            {
                var (height, columns) = Size(result.GetValue(input) ?? "112x112");
                if (result.GetValue(embedding) is not null && result.GetValue(classes) is not null)
                {
                    throw new BadInputException("--classes", "cannot be combined with --embedding: the last layer is one or the other");
                }

                return new BackboneOptions
                {
                    Height = height,
                    Width = columns,
                    Embedding = result.GetValue(classes) ?? result.GetValue(embedding) ?? 128,
                    WidthMultiplier = result.GetValue(width) ?? 1,
                };
            }

            (string, BackboneOptions) OfFile()
            {
                var encoder = Encoder(context.Catalog, wanted);
                if (sizes.Length > 0)
                {
                    throw new BadInputException(sizes[0], $"cannot be combined with the weights {wanted}, which determine it");
                }

                return (encoder.Architecture, new BackboneOptions
                {
                    Height = encoder.Input.Height,
                    Width = encoder.Input.Width,
                    WidthMultiplier = encoder.WidthMultiplier,
                });
            }
        }
    }

    private static Vision.Faces.EncoderModel Encoder(ModelCatalog catalog, string name)
    {
        try
        {
            return catalog.Find(name).Encoder;
        }
        catch (BadInputException e) when (!File.Exists(name) && catalog.Weights(name) is null)
        {
            throw new BadInputException(
                $"model '{name}'", $"is not an architecture ({string.Join(", ", BackboneCatalog.Names)}); {e.Reason}", e);
        }
    }

    private static (int Height, int Width) Size(string text)
    {
        var parts = text.Split('x');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? (height, width)
            : throw new BadInputException($"--input {text}", "HEIGHTxWIDTH was expected, such as 112x96");
    }

    private static void Report(
        Output output, string architecture, BackboneOptions options, int channels, IReadOnlyList<LayerDescription> layers)
    {
        var (parameters, multiplyAdds) = (layers.Sum(l => l.Parameters), layers.Sum(l => l.MultiplyAdds));
        output.Result(
            new NetworkResult(
                architecture,
                options.Height,
                options.Width,
                channels,
                options.Embedding,
                options.WidthMultiplier,
                parameters,
                multiplyAdds,
                [.. layers.Select(Result)]),
            r => string.Join(
                Environment.NewLine,
                [
                    .. Lines(layers),
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{r.Architecture} on {r.InputHeightPx}x{r.InputWidthPx}x{r.InputChannels}: {r.Outputs} outputs, "
                            + $"{parameters:N0} parameters ({parameters * 4 / 1048576.0:F1} MiB), "
                            + $"{multiplyAdds / 1e6:N1} million multiply-adds"),
                ]));
    }

    private static NetworkLayerResult Result(LayerDescription l) => new(
        l.Name,
        l.Stage,
        l.Kind,
        l.KernelHeight,
        l.KernelWidth,
        l.Stride,
        l.Padding,
        l.Channels,
        l.Height,
        l.Width,
        l.Parameters,
        l.MultiplyAdds,
        l.FieldHeight,
        l.FieldWidth,
        l.Jump);

    private static IEnumerable<string> Lines(IReadOnlyList<LayerDescription> layers)
    {
        string[] heads =
            ["stage", "layer", "kind", "kernel", "stride", "padding", "output", "parameters", "multiply-adds", "field", "jump"];
        var rows = layers.Select(Row).Prepend(heads).ToList();
        var widths = heads.Select((_, column) => rows.Max(r => r[column].Length)).ToList();
        const int FirstNumber = 4;
        return rows.Select(row => string.Join("  ", row.Select((cell, column) =>
            column < FirstNumber || heads[column] == "output" ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))));
    }

    private static string[] Row(LayerDescription l)
    {
        string Count(long n) => n == 0 ? string.Empty : n.ToString("N0", CultureInfo.InvariantCulture);
        string Pair(int a, int b) => string.Create(CultureInfo.InvariantCulture, $"{a}x{b}");
        string Sliding(int n) => l.KernelHeight == 0 ? string.Empty : n.ToString(CultureInfo.InvariantCulture);
        return
        [
            l.Stage.ToString(CultureInfo.InvariantCulture),
            l.Name,
            l.Kind,
            l.KernelHeight == 0 ? string.Empty : Pair(l.KernelHeight, l.KernelWidth),
            Sliding(l.Stride),
            Sliding(l.Padding),
            string.Create(CultureInfo.InvariantCulture, $"{l.Channels}x{l.Height}x{l.Width}"),
            Count(l.Parameters),
            Count(l.MultiplyAdds),
            l.FieldHeight == l.FieldWidth ? l.FieldHeight.ToString(CultureInfo.InvariantCulture) : Pair(l.FieldHeight, l.FieldWidth),
            l.Jump.ToString(CultureInfo.InvariantCulture),
        ];
    }
}
