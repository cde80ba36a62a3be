using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Costs;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// How much memory a run will take at its peak, before it starts: what must be held is counted, what comes and goes beside it was measured
/// (docs/results/style.md). For float32 on a processor, to about a fifth.
/// </summary>
public static class StyleMemory
{
    /// <summary>The process with its libraries, and what does not grow with the image.</summary>
    private const long ProcessBytes = 400L << 20;

    /// <summary>Tiles are of several sizes, so what one has freed does not always fit the next.</summary>
    private const long TilingBytes = 160L << 20;

    /// <summary>Maps at work beside those that are kept: bytes a pixel.</summary>
    private const long WorkingBytesPerPixel = 100;

    /// <summary>The image, its gradient, and one copy on the way.</summary>
    private const long ImageBytesPerPixel = 3 * 12;

    /// <param name="width">Of the generated image, pixels.</param>
    /// <param name="tileSide">As given to <see cref="StyleObjectives.Create"/>.</param>
    /// <param name="optimizerBytesPerPixel">What the optimiser holds for every pixel beside the image.</param>
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

    /// <summary>Bytes a pixel of a tile that are held from the way forward until the way back has passed, and what works beside them.</summary>
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

    private static double Bytes(VggLayer layer, long pixels) => (double)layer.Channels * sizeof(float) * pixels / layer.Stride / layer.Stride;

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
