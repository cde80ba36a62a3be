using System.Text.Encodings.Web;
using System.Text.Json;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;
using FaceGrid.Vision.Weights;
using FaceGrid.Cli.Results;

namespace FaceGrid.Cli.Visualization;

/// <summary>Writes the feature table as JSON: every unit of every layer, including those not on the sheet.</summary>
internal static class FeatureTableFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(
        string path,
        IFeatureNetwork network,
        int longSide,
        IReadOnlyList<FeatureImage> images,
        IReadOnlyList<(VggLayer Layer, UnitMaxima Maxima)> tables,
        IReadOnlyList<(string Name, string Reason)> skipped)
    {
        var table = new FeatureTable(
            network.Version,
            longSide,
            [.. images.Select(i => new FeatureTableImage(i.Name, i.Sha256))],
            [.. skipped.Select(s => new SkippedPhotoResult(s.Name, s.Reason))],
            [.. tables.Select(t => new FeatureTableLayer(
                t.Layer.Name,
                t.Layer.ReceptiveField(network.Architecture),
                t.Layer.Stride,
                [.. Enumerable.Range(0, t.Maxima.Units).Select(unit => new FeatureTableUnit(
                    unit,
                    [.. t.Maxima[unit].Select(m => Place(m, PixelWindow.ReceptiveField(t.Layer, network.Architecture, m.Y, m.X)))]))]))]);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, table, Options));

        FeatureTablePlace Place(UnitMaximum m, PixelWindow window) => new(m.Value, images[m.Image].Name, m.Image, m.Y, m.X, window);
    }
}
