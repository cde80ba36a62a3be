using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Costs;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// Predicts the peak memory of a run before it starts: lasting memory is counted, temporary memory was measured (docs/results/style.md).
/// For float32 on a CPU, accurate to about 20 %.
/// </summary>
public static class StyleMemory
{
    /// <summary>The process with its libraries, and everything that does not grow with the image.</summary>
    private const long ProcessBytes = 400L << 20;

    /// <summary>Fragmentation: tiles have several sizes, so that freed memory does not always fit the next tile.</summary>
    private const long TilingBytes = 160L << 20;

    /// <summary>Temporary maps, in bytes per pixel.</summary>
    private const long WorkingBytesPerPixel = 100;

    /// <summary>The image, its gradient, and one temporary copy, in bytes per pixel.</summary>
    private const long ImageBytesPerPixel = 3 * 12;

    /// <summary>The predicted peak.</summary>
    /// <param name="settings">Layers and pooling.</param>
    /// <param name="architecture">Of the network.</param>
    /// <param name="width">Of the generated image, in pixels.</param>
    /// <param name="height">Of the generated image, in pixels.</param>
    /// <param name="tileSide">As given to <see cref="StyleObjectives.Create"/>.</param>
    /// <param name="optimizerBytesPerPixel">Bytes that the optimiser holds per pixel beside the image.</param>
    /// <returns>Bytes of the whole process.</returns>
    /// <exception cref="BadInputException">The network has no such layer.</exception>
    public static long Predict(
        StyleLossSettings settings, VggArchitecture architecture, int width, int height, int? tileSide, long optimizerBytesPerPixel)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var content = settings.ContentLayers.Select(l => VggLayer.Parse(l.Layer, architecture)).ToList();
        var visited = settings.StyleLayers.Select(l => VggLayer.Parse(l.Layer, architecture)).Concat(content).ToHashSet();
        var last = visited.Max();
        var at = tileSide is { } side
            ? StyleTile.Cover(width, height, side, last.Stride, last.Reach(architecture)).Max(t => (long)t.OuterWidth * t.OuterHeight)
            : (long)width * height;
        var pixels = (long)width * height;
        var targets = content.Sum(l => (long)Bytes(l, pixels));
        return ProcessBytes + (tileSide is null ? 0 : TilingBytes) + Weights(architecture) + targets
            + (pixels * (ImageBytesPerPixel + optimizerBytesPerPixel)) + (at * Kept(visited, last, architecture, settings.Pooling));
    }

    /// <summary>Bytes per pixel of a tile that are held from the forward to the backward pass, and temporary maps.</summary>
    private static long Kept(HashSet<VggLayer> visited, VggLayer last, VggArchitecture architecture, VggPooling pooling)
    {
        var bytes = 3L * 8;
        foreach (var layer in VggLayer.All(architecture).Where(l => l <= last && l != new VggLayer(1, 1, Rectified: false)))
        {
            if (StylePlan.ChoiceIsEnough(layer, visited, last, architecture, pooling))
            {
                bytes += (long)Bytes(layer, 1) * MaxChoice.BytesPerUnit / sizeof(float);
                continue;
            }

            var rectified = layer with { Rectified = true };
            var both = visited.Contains(layer) && layer != last
                && (visited.Contains(rectified) || layer.Convolution == VggLayer.Convolutions(architecture, layer.Block));
            bytes += (both ? 2 : 1) * (long)Bytes(layer, 1);
        }

        return bytes + (last.Block > 1 ? WorkingBytesPerPixel : 0);
    }

    private static double Bytes(VggLayer layer, long pixels) =>
        (double)layer.Channels * sizeof(float) * pixels / layer.Stride / layer.Stride;

    private static long Weights(VggArchitecture architecture)
    {
        var (inputs, count) = (3, 0L);
        foreach (var layer in VggLayer.All(architecture))
        {
            count += layer.Channels * ((9L * inputs) + 1);
            inputs = layer.Channels;
        }

        return count * sizeof(float);
    }
}
