using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Models;
using FaceGrid.Cli.Results;
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
    public static Command Create()
    {
        var options = new FeaturesOptions();
        return new Command("features", "Find the nine image patches that activate each unit of a VGG network most").With(
            options.Symbols, (context, cancellationToken) => Run(context, options.Read(context.Result), cancellationToken));
    }

    private static async Task<int> Run(CommandContext context, FeaturesArguments arguments, CancellationToken cancellationToken)
    {
        var folder = arguments.Folder;
        var source = VggOptions.Find(context, arguments.Weights);

        // Parsed before the weights are loaded, which takes seconds. VGG-19 has every layer of VGG-16.
        var shown = UnitChoice.Parse(arguments.Units, arguments.Layers(VggArchitecture.Vgg19));
        var files = PhotoFiles.Below(folder);
        using var network = new VggFeatures(source.Load());
        var layers = arguments.Layers(network.Architecture);
        var photos = await PhotoCollection.Open(
            folder, files, (count, work) => context.Output.WithProgress($"reading {count} files", count, work), cancellationToken);
        context.Output.NoteIfAny(source.Notice);
        if (photos.Images.Count > FeatureSearchRequest.MostImages)
        {
            throw new BadInputException(
                folder, $"has {photos.Images.Count} photos; at most {FeatureSearchRequest.MostImages} can be searched");
        }

        await using var connection = context.Cluster is null
            ? await StartLocal(context, network, photos, cancellationToken)
            : await GridConnection.ConnectCluster(context.Cluster, cancellationToken);
        var search = new FeatureSearch(connection.Grains, network.Version, layers, arguments.LongSide, photos.Images);
        if (context.Cluster is not null)
        {
            search = await context.Output.WithProgress(
                $"uploading {photos.Images.Count} photos to the silos",
                photos.Images.Count,
                progress => search.Upload(photos, progress, cancellationToken));
        }

        var tables = await Search(context, search, photos, layers, cancellationToken);
        var skipped = await Skipped(folder, search, photos, tables);
        if (arguments.Table is { } table)
        {
            FeatureTableFile.Write(table, network, arguments.LongSide, photos.Images, tables, skipped);
        }

        var used = photos.Images.Count + photos.Unreadable.Count - skipped.Count;
        var parts = await Draw(context, search, network.Architecture, tables, shown, cancellationToken);
        Write(arguments.Sheet, source, network.Architecture, used, parts);
        await search.DeleteUploaded(cancellationToken);
        context.Output.Result(
            Result(arguments, network, source, used, skipped, layers, shown),
            r => $"{r.Sheet}: {r.Layers.Sum(l => l.UnitsShown.Count)} units of {string.Join(", ", layers)} over {used} photos ({r.Network})"
                + (skipped.Count > 0 ? $"; {skipped.Count} photos skipped" : "")
                + (r.Table is null ? "" : $"; all {r.Layers.Sum(l => l.Units)} units in {r.Table}"));
        return ExitCodes.Success;
    }

    /// <summary>Starts a silo over a separate folder: a search may take hours and must not lock the identities' store.</summary>
    private static Task<GridConnection> StartLocal(
        CommandContext context, IFeatureNetwork network, PhotoCollection photos, CancellationToken cancellationToken)
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

    private static async Task<List<(VggLayer Layer, UnitMaxima Maxima)>> Search(
        CommandContext context,
        FeatureSearch search,
        PhotoCollection photos,
        IReadOnlyList<VggLayer> layers,
        CancellationToken cancellationToken)
    {
        if (photos.Images.Count == 0)
        {
            return [.. layers.Select(l => (l, UnitMaxima.Empty(l.Channels)))];
        }

        await context.Output.WithProgress(
            $"searching {photos.Images.Count} photos", photos.Images.Count, progress => search.Run(progress, cancellationToken));
        var tables = new List<(VggLayer, UnitMaxima)>();
        for (var i = 0; i < layers.Count; i++)
        {
            tables.Add((layers[i], await search.Table(i)));
        }

        return tables;
    }

    /// <summary>The unusable photos, which are reported on standard error.</summary>
    /// <exception cref="BadInputException">No photo is usable.</exception>
    private static async Task<List<(string Name, string Reason)>> Skipped(
        string folder, FeatureSearch search, PhotoCollection photos, List<(VggLayer Layer, UnitMaxima Maxima)> tables)
    {
        var skipped = photos.Unreadable.Concat((await search.Skipped()).Select(s => (photos.Images[s.Image].Name, s.Reason))).ToList();
        foreach (var (name, reason) in skipped)
        {
            ErrorLine.Write($"{Path.Combine(folder, name)}: {reason}; skipped");
        }

        return tables[0].Maxima[0].Count > 0
            ? skipped
            : throw new BadInputException(folder, $"none of its {skipped.Count} photos is usable");
    }

    private static async Task<List<FeatureSheetLayer>> Draw(
        CommandContext context,
        FeatureSearch search,
        VggArchitecture architecture,
        List<(VggLayer Layer, UnitMaxima Maxima)> tables,
        UnitChoice shown,
        CancellationToken cancellationToken)
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
                var field = layer.ReceptiveField(architecture);
                parts.Add(new FeatureSheetLayer(
                    layer.Name,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{layer.Channels} units, {units.Count} shown; receptive field {field} x {field} pixels, stride {layer.Stride}"),
                    [.. units.Select(u => new FeatureSheetUnit(u, maxima[u][0].Value, maxima[u][^1].Value, [.. tilesOf[u]]))]));
            }

            return parts;
        });
    }

    private static void Write(string sheet, VggSource source, VggArchitecture architecture, int photos, List<FeatureSheetLayer> parts)
    {
        var name = (source.File is null ? "an untrained " : "") + (architecture == VggArchitecture.Vgg16 ? "VGG-16" : "VGG-19");
        var picture = FeatureSheet.Draw(
            $"Strongest activations of {name}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"per unit: the nine patches of {photos} photos with the strongest activation, each with the gradient of the activation"),
            parts);
        var png = ImageCodec.EncodePng(picture);
        AtomicFile.Write(sheet, stream => stream.Write(png));
    }

    private static FeaturesResult Result(
        FeaturesArguments arguments,
        IFeatureNetwork network,
        VggSource source,
        int used,
        List<(string Name, string Reason)> skipped,
        IReadOnlyList<VggLayer> layers,
        UnitChoice shown) => new(
            arguments.Sheet,
            arguments.Table,
            network.Version,
            source.File,
            used,
            [.. skipped.Select(s => new SkippedPhotoResult(s.Name, s.Reason))],
            arguments.LongSide,
            [.. layers.Select(l => new FeatureLayerResult(l.Name, l.Channels, shown.Of(l), l.ReceptiveField(network.Architecture)))]);
}
