using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Models;
using FaceGrid.Cli.Visualization;
using FaceGrid.Client.Connections;
using FaceGrid.Client.Photos;
using FaceGrid.Client.Visualization;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Silo.Local;
using FaceGrid.Vision.Weights.Catalog;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Commands;

/// <summary><c>features</c>: the image patches that activate each unit of a VGG network most.</summary>
internal static class FeaturesCommand
{
    private const string DefaultLayers = "conv1_1,conv3_1,conv5_1";

    private const int DefaultSize = 224;

    public static Command Create()
    {
        var images = SharedOptions.Images("Folder of photos, searched recursively");
        var layers = new Option<string>("--layers")
        {
            Description = "Layers: conv1_1 to conv5_4, or relu1_1 to relu5_4 for the rectified output",
            HelpName = "LIST",
            DefaultValueFactory = _ => DefaultLayers,
        };
        var sheet = new Option<string>("--out") { Description = "Contact sheet to write", HelpName = "SHEET.png", Required = true };
        var table = new Option<string?>("--json-out") { Description = "Write the nine strongest locations of every unit as JSON", HelpName = "TABLE.json" };
        var units = UnitChoice.Option();
        var size = SharedOptions.Count("--size", $"Longer side of the photos at the network's input, in pixels (default: {DefaultSize})", DefaultSize, FeatureSearchRequest.LeastSide, FeatureSearchRequest.MostSide);
        var weights = VggOptions.Weights();
        return new Command("features", "Find the nine image patches that activate each unit of a VGG network most").With(
            [images, layers, sheet, table, units, size, weights], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var folder = context.Result.GetValue(images)!;
            var (sheetFile, tableFile) = (context.Result.GetValue(sheet)!, context.Result.GetValue(table));
            OutputFile.Check("--out", sheetFile, ".png");
            if (tableFile is not null)
            {
                OutputFile.Check("--json-out", tableFile, ".json");
            }

            var longSide = context.Result.GetValue(size);
            var source = VggOptions.Find(context, context.Result.GetValue(weights));

            // Parsed before the weights are loaded, which takes seconds. VGG-19 has every layer of VGG-16.
            var shown = UnitChoice.Parse(context.Result.GetValue(units), Layers(context.Result.GetValue(layers)!, VggArchitecture.Vgg19, longSide));
            var files = PhotoFiles.Below(folder);
            using var network = new VggFeatures(source.Load());
            var chosen = Layers(context.Result.GetValue(layers)!, network.Architecture, longSide);
            var photos = await PhotoCollection.Open(
                folder, files, (count, work) => context.Output.WithProgress($"reading {count} files", count, work), cancellationToken);
            if (source.Notice is { } notice)
            {
                context.Output.Note(notice);
            }

            if (photos.Images.Count > FeatureSearchRequest.MostImages)
            {
                throw new BadInputException(folder, $"has {photos.Images.Count} photos; at most {FeatureSearchRequest.MostImages} can be searched");
            }

            await using var connection = context.Cluster is null
                ? await OpenHere(context, network, photos, cancellationToken)
                : await GridConnection.ConnectCluster(context.Cluster, cancellationToken);
            var search = new FeatureSearch(connection.Grains, network.Version, chosen, longSide, photos.Images);
            if (context.Cluster is not null)
            {
                search = await context.Output.WithProgress(
                    $"uploading {photos.Images.Count} photos to the silos", photos.Images.Count, progress => search.Upload(photos, progress, cancellationToken));
            }

            var tables = await Search(context, search, photos, chosen, cancellationToken);
            var skipped = photos.Unreadable.Concat((await search.Skipped()).Select(s => (photos.Images[s.Image].Name, s.Reason))).ToList();
            foreach (var (name, reason) in skipped)
            {
                ErrorLine.Write($"{Path.Combine(folder, name)}: {reason}; skipped");
            }

            if (tables[0].Maxima[0].Count == 0)
            {
                throw new BadInputException(folder, $"none of its {skipped.Count} photos is usable");
            }

            if (tableFile is not null)
            {
                FeatureTableFile.Write(tableFile, network, longSide, photos.Images, tables, skipped);
            }

            var used = photos.Images.Count + photos.Unreadable.Count - skipped.Count;
            var parts = await Draw(context, search, network.Architecture, tables, shown, cancellationToken);
            var picture = FeatureSheet.Draw(
                $"Strongest activations of {(source.File is null ? "an untrained " : "")}{(network.Architecture == VggArchitecture.Vgg16 ? "VGG-16" : "VGG-19")}",
                string.Create(CultureInfo.InvariantCulture, $"per unit: the nine patches of {used} photos with the strongest activation, each with the gradient of the activation"),
                parts);
            var png = ImageCodec.EncodePng(picture);
            AtomicFile.Write(sheetFile, stream => stream.Write(png));
            await search.DeleteUploaded(cancellationToken);
            Report(context, sheetFile, tableFile, network, source, used, skipped, longSide, chosen, shown);
            return ExitCodes.Success;
        }
    }

    /// <summary>Starts a silo over a separate folder: a search may take hours and must not lock the identities' store.</summary>
    private static Task<GridConnection> OpenHere(CommandContext context, IFeatureNetwork network, PhotoCollection photos, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(context.Data, "features");
        return GridConnection.StartLocal(
            new LocalStoreOptions(folder, Path.Combine(folder, "blobs"))
            {
                Device = context.Device,
                Threads = context.Threads,
                Features = new LocalFeatureOptions(network, photos.Read),
            },
            cancellationToken);
    }

    private static List<VggLayer> Layers(string text, VggArchitecture architecture, int longSide)
    {
        var layers = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => VggLayer.Parse(l, architecture)).ToList();
        if (layers.Count == 0 || layers.Distinct().Count() != layers.Count)
        {
            throw new BadInputException($"--layers {text}", "one layer or more is needed, each named once");
        }

        var deepest = layers.Max();
        return longSide >= deepest.LeastSide ? layers : throw new BadInputException(
            string.Create(CultureInfo.InvariantCulture, $"--size {longSide}"), $"layer {deepest} needs at least {deepest.LeastSide} pixels");
    }

    private static async Task<List<(VggLayer Layer, UnitMaxima Maxima)>> Search(
        CommandContext context, FeatureSearch search, PhotoCollection photos, List<VggLayer> layers, CancellationToken cancellationToken)
    {
        var tables = new List<(VggLayer, UnitMaxima)>();
        if (photos.Images.Count == 0)
        {
            return [.. layers.Select(l => (l, UnitMaxima.Empty(l.Channels)))];
        }

        await context.Output.WithProgress($"searching {photos.Images.Count} photos", photos.Images.Count, progress => search.Run(progress, cancellationToken));
        for (var i = 0; i < layers.Count; i++)
        {
            tables.Add((layers[i], await search.Table(i)));
        }

        return tables;
    }

    private static async Task<List<FeatureSheetLayer>> Draw(
        CommandContext context, FeatureSearch search, VggArchitecture architecture, List<(VggLayer Layer, UnitMaxima Maxima)> tables, UnitChoice shown, CancellationToken cancellationToken)
    {
        var total = tables.Sum(t => shown.Of(t.Layer).Sum(u => t.Maxima[u].Count));
        return await context.Output.WithProgress($"drawing {total} patches", total, async progress =>
        {
            var done = 0;
            var parts = new List<FeatureSheetLayer>();
            foreach (var (layer, maxima) in tables)
            {
                var units = shown.Of(layer);
                var places = units.SelectMany(u => maxima[u].Select(m => (u, m))).ToList();
                var tiles = await search.Draw(layer, places, n => progress(done += n), cancellationToken);
                var tilesOf = places.Zip(tiles).Where(t => t.Second is not null).ToLookup(t => t.First.u, t => t.Second!);
                parts.Add(new FeatureSheetLayer(
                    layer.Name,
                    string.Create(CultureInfo.InvariantCulture, $"{layer.Channels} units, {units.Count} shown; receptive field {layer.ReceptiveField(architecture)} x {layer.ReceptiveField(architecture)} pixels, stride {layer.Stride}"),
                    [.. units.Select(u => new FeatureSheetUnit(u, maxima[u][0].Value, maxima[u][^1].Value, [.. tilesOf[u]]))]));
            }

            return parts;
        });
    }

    private static void Report(
        CommandContext context, string sheet, string? table, IFeatureNetwork network, VggSource source, int used, List<(string Name, string Reason)> skipped, int longSide, List<VggLayer> layers, UnitChoice shown) =>
        context.Output.Result(
            new
            {
                Sheet = sheet,
                Table = table,
                Network = network.Version,
                Weights = source.File,
                Images = used,
                Skipped = skipped.Select(s => new { s.Name, s.Reason }),
                LongSidePx = longSide,
                Layers = layers.Select(l => new { Layer = l.Name, Units = l.Channels, UnitsShown = shown.Of(l), ReceptiveFieldPx = l.ReceptiveField(network.Architecture) }),
            },
            _ => $"{sheet}: {layers.Sum(l => shown.Of(l).Count)} units of {string.Join(", ", layers)} over {used} photos ({network.Version})"
                + (skipped.Count > 0 ? $"; {skipped.Count} photos skipped" : "")
                + (table is null ? "" : $"; all {layers.Sum(l => l.Channels)} units in {table}"));
}
