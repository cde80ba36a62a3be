using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Visualization;

/// <summary>Looks at the units of a VGG network with max pooling, as it was trained.</summary>
/// <param name="network">Is disposed with this.</param>
public sealed class VggFeatures(VggNetwork network) : IFeatureNetwork
{
    // A processor gains nothing from batches of such large maps, and an image alone has the same bits in whatever company it came.
    private const int DeviceBatch = 8;

    public string Version => network.Version;

    public VggArchitecture Architecture => network.Architecture;

    private int Batch => network.Device.type == DeviceType.CPU ? 1 : DeviceBatch;

    /// <inheritdoc/>
    public IReadOnlyList<UnitMaxima> Scan(IReadOnlyList<(int Number, RgbImage Image)> images, IReadOnlyList<VggLayer> layers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(layers);
        var found = layers.Select(l => UnitMaxima.Empty(l.Channels)).ToArray();
        foreach (var batch in images.GroupBy(i => (i.Image.Width, i.Image.Height)).SelectMany(size => size.Chunk(Batch)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ScanBatch(batch, layers, found);
        }

        return found;
    }

    /// <inheritdoc/>
    public FeaturePatch Patch(RgbImage image, VggLayer layer, int unit, int y, int x)
    {
        ArgumentNullException.ThrowIfNull(image);
        var stride = layer.Stride;
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(unit, layer.Channels);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, image.Height / stride);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x, image.Width / stride);
        var window = PixelWindow.ReceptiveField(layer, Architecture, y, x);

        // Nothing outside the field matters, so the network sees no more than it; on multiples of the stride every pooling still
        // takes the same four, and where the field reaches a border of the image, the crop ends there too and is padded alike.
        var (left, top) = (Math.Max(window.X, 0) / stride * stride, Math.Max(window.Y, 0) / stride * stride);
        var (right, bottom) = (End(window.X, image.Width), End(window.Y, image.Height));
        var crop = ImageOps.Crop(image, left, top, right - left, bottom - top);

        using var scope = NewDisposeScope();
        using var gradients = enable_grad();
        var pixels = Pixels([crop]).requires_grad_();
        var map = network.Features(network.Input.Apply(pixels), [layer])[0];
        var activation = map.narrow(1, unit, 1).narrow(2, y - (top / stride), 1).narrow(3, x - (left / stride), 1).sum();
        var gradient = autograd.grad([activation], [pixels])[0].to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
        return new FeaturePatch(
            window, activation.to_type(ScalarType.Float64).cpu().item<double>(), window.Cut(image), Place(gradient, crop, left - window.X, top - window.Y, window.Side));

        int End(int start, int length) => Math.Min((start + window.Side + stride - 1) / stride * stride, length);
    }

    public void Dispose() => network.Dispose();

    private void ScanBatch((int Number, RgbImage Image)[] batch, IReadOnlyList<VggLayer> layers, UnitMaxima[] found)
    {
        var last = layers.Max();
        var (width, height) = (batch[0].Image.Width, batch[0].Image.Height);
        if (Math.Min(width, height) < last.LeastSide)
        {
            throw new BadInputException($"image of {width} x {height} pixels", FeatureImages.TooSmall(last));
        }

        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var x = network.Input.Apply(Pixels(Array.ConvertAll(batch, b => b.Image)));
        foreach (var layer in VggLayer.All(Architecture))
        {
            if (layer.Block > 1 && layer.Convolution == 1)
            {
                Next(VggNetwork.Pool(x, VggPooling.Max));
            }

            Next(network.Convolve(x, layer));
            Reduce(layer);
            if (layer == last)
            {
                break;
            }

            Next(x.relu());
            Reduce(layer with { Rectified = true });
            if (layer with { Rectified = true } == last)
            {
                break;
            }
        }

        // Freed at once: the maps of an image are 2.4 KB a pixel together.
        void Next(Tensor made)
        {
            x.Dispose();
            x = made;
        }

        void Reduce(VggLayer layer)
        {
            var maxima = (UnitMaxima?)null;
            for (var i = 0; i < layers.Count; i++)
            {
                if (layers[i] == layer)
                {
                    maxima ??= Maxima(x, layer, batch);
                    found[i] = UnitMaxima.Merge(found[i], maxima);
                }
            }
        }
    }

    /// <param name="map">N x C x H x W.</param>
    private static UnitMaxima Maxima(Tensor map, VggLayer layer, (int Number, RgbImage Image)[] batch)
    {
        using var scope = NewDisposeScope();
        var (units, width) = ((int)map.shape[1], (int)map.shape[3]);

        // Of equal values argmax takes the first, hence the lowest y and then x.
        var flat = map.flatten(2);
        var places = flat.argmax(2, keepdim: true);
        var values = flat.gather(2, places).to_type(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
        var at = places.cpu().contiguous().data<long>().ToArray();
        if (!Array.TrueForAll(values, float.IsFinite))
        {
            throw new BadInputException($"layer {layer}", "its activations are not finite: these weights are of no use");
        }

        return UnitMaxima.Of(Enumerable.Range(0, units).Select(unit => batch.Select((b, n) =>
        {
            var i = (n * units) + unit;
            return new UnitMaximum(values[i], b.Number, (int)(at[i] / width), (int)(at[i] % width));
        })));
    }

    /// <summary>N x 3 x H x W, red first, 0..255.</summary>
    private Tensor Pixels(RgbImage[] images)
    {
        var (width, height) = (images[0].Width, images[0].Height);
        var area = width * height;
        var values = new float[images.Length * 3 * area];
        for (var n = 0; n < images.Length; n++)
        {
            var source = images[n].Pixels;
            for (var i = 0; i < area; i++)
            {
                for (var c = 0; c < 3; c++)
                {
                    values[(((n * 3) + c) * area) + i] = source[(i * 3) + c];
                }
            }
        }

        return tensor(values, [images.Length, 3, height, width], device: network.Device).to_type(network.Type);
    }

    /// <summary>From 3 x height x width of a crop to Side x Side x 3 of the window that begins so far left of and above it.</summary>
    private static double[] Place(double[] gradient, RgbImage crop, int dx, int dy, int side)
    {
        var placed = new double[side * side * 3];
        for (var y = Math.Max(0, -dy); y < crop.Height && y + dy < side; y++)
        {
            for (var x = Math.Max(0, -dx); x < crop.Width && x + dx < side; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    placed[((((y + dy) * side) + x + dx) * 3) + c] = gradient[(((c * crop.Height) + y) * crop.Width) + x];
                }
            }
        }

        return placed;
    }
}
