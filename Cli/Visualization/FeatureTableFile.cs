using System.Text.Encodings.Web;
using System.Text.Json;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Visualization;

/// <summary>Writes the feature table as JSON: every unit of every layer, including those not on the sheet.</summary>
internal static class FeatureTableFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(
        string path, IFeatureNetwork network, int longSide, IReadOnlyList<FeatureImage> images, IReadOnlyList<(VggLayer Layer, UnitMaxima Maxima)> tables, IReadOnlyList<(string Name, string Reason)> skipped)
    {
        var table = new
        {
            Network = network.Version,
            LongSidePx = longSide,
            Images = images.Select(i => new { i.Name, i.Sha256 }),
            Skipped = skipped.Select(s => new { s.Name, s.Reason }),
            Layers = tables.Select(t => new
            {
                Layer = t.Layer.Name,
                ReceptiveFieldPx = t.Layer.ReceptiveField(network.Architecture),
                StridePx = t.Layer.Stride,
                Units = Enumerable.Range(0, t.Maxima.Units).Select(unit => new
                {
                    Unit = unit,
                    Top = t.Maxima[unit].Select(m => Place(m, PixelWindow.ReceptiveField(t.Layer, network.Architecture, m.Y, m.X))),
                }),
            }),
        };
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, table, Options));

        object Place(UnitMaximum m, PixelWindow window) => new
        {
            Activation = m.Value,
            images[m.Image].Name,
            m.Image,
            m.Y,
            m.X,
            WindowPx = new { window.X, window.Y, window.Side },
        };
    }
}
