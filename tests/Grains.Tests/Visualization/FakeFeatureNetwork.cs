using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Grains.Tests.Visualization;

/// <summary>Takes every activation from the photo's first pixel, with few different values, so that a table is full of ties.</summary>
internal sealed class FakeFeatureNetwork : IFeatureNetwork
{
    public const string Model = "vgg19-fake";

    public string Version => Model;

    public VggArchitecture Architecture => VggArchitecture.Vgg19;

    /// <summary>Numbers of the images that were looked at, in order.</summary>
    public List<int> Seen { get; } = [];

    /// <summary>Is called before each scan, with what would cancel it.</summary>
    public Action<CancellationToken> BeforeScan { get; set; } = _ => { };

    /// <summary>Most units that one scan was asked for.</summary>
    public int MostUnits { get; private set; }

    public static UnitMaximum Activation(int number, byte pixel, VggLayer layer, int unit) => new(
        ((pixel * 7) + (unit * 13) + layer.Block) % 11, number, (pixel + unit) % 3, pixel % 4);

    public IReadOnlyList<UnitMaxima> Scan(
        IReadOnlyList<(int Number, RgbImage Image)> images, IReadOnlyList<VggLayer> layers, CancellationToken cancellationToken = default)
    {
        BeforeScan(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        lock (Seen)
        {
            Seen.AddRange(images.Select(i => i.Number));
            MostUnits = Math.Max(MostUnits, layers.Sum(l => l.Channels));
        }

        return layers.Select(layer => UnitMaxima.Of(
            Enumerable.Range(0, layer.Channels).Select(
                unit => images.Select(i => Activation(i.Number, i.Image.Pixels[0], layer, unit))))).ToList();
    }

    public FeaturePatch Patch(RgbImage image, VggLayer layer, int unit, int y, int x)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, layer.Channels);
        var window = PixelWindow.ReceptiveField(layer, Architecture, y, x);
        var gradient = new double[window.Side * window.Side * 3];
        gradient[0] = 1;
        return new FeaturePatch(window, 1, window.Cut(image), gradient);
    }

    public void Dispose()
    {
    }
}
