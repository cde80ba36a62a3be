using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Costs;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// What a style image is to a cost: its Gram matrix AAᵀ/M at each style layer. Two megabytes whatever the image's size, so it can be kept
/// under <see cref="Key"/> and the image's hash. Immutable.
/// </summary>
public sealed class GramTargets
{
    private readonly IReadOnlyDictionary<string, double[]> _matrices;

    private GramTargets(string key, IReadOnlyDictionary<string, double[]> matrices) => (Key, _matrices) = (key, matrices);

    /// <summary>All that the matrices depend on beside the image: see <see cref="KeyOf"/>.</summary>
    public string Key { get; }

    public IEnumerable<string> Layers => _matrices.Keys;

    /// <summary>One line that names weights, pooling, preprocessing and style layers; λ and other weights do not matter.</summary>
    public static string KeyOf(StyleLossSettings settings, VggNetwork network)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(network);
        var layers = string.Join(',', settings.StyleLayers.Select(l => l.Layer).Order(StringComparer.Ordinal));
        return $"{network.Version}/{settings.Pooling}/{settings.Preprocessing}/{layers}".ToLowerInvariant();
    }

    /// <param name="image">1 x 3 x H x W, red first, 0..255, of the network's type and on its device.</param>
    /// <param name="tileSide">Computes in tiles of this side, with the same outcome to rounding; at once if null.</param>
    /// <exception cref="BadInputException">Unknown layer, or the image is too small for one.</exception>
    public static GramTargets Compute(StyleLossSettings settings, VggNetwork network, Tensor image, int? tileSide = null)
    {
        ArgumentNullException.ThrowIfNull(image);
        var plan = new StylePlan(settings with { ContentLayers = [] }, network);
        plan.RequireSize("style image", image.shape[3], image.shape[2]);
        using var targets = StyleTargets.Everywhere(plan);
        using var cost = new StyleCost(plan, targets, (int)image.shape[3], (int)image.shape[2], tileSide);
        using var sums = cost.MeasureAll(image);
        var matrices = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var i = 0; i < plan.StyleLayers.Length; i++)
        {
            using var mean = sums.Gram(0, i).DividedBy(cost.Units(plan.StyleLayers[i]));
            matrices.Add(plan.StyleLayers[i].Name, Values(mean));
        }

        return new GramTargets(KeyOf(settings, network), matrices);
    }

    /// <summary>
    /// As <see cref="Compute"/>, bit for bit, but only once for each image: its pixels as they are given here (scaled and recoloured already),
    /// layers, weights and preprocessing, and what the order of sums depends on (tiles, kind of device, number of threads) are the key.
    /// </summary>
    /// <exception cref="BadInputException">As for <see cref="Compute"/>.</exception>
    public static GramTargets Cached(IGramCache cache, StyleLossSettings settings, VggNetwork network, Tensor image, int? tileSide = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(image);
        var wanted = KeyOf(settings, network);
        var key = FormattableString.Invariant(
            $"grams 1/{wanted}/{image.shape[3]}x{image.shape[2]}/tile {tileSide ?? 0}/{image.device_type}")
            + FormattableString.Invariant($"/{ComputeThreads.Current} threads/{HashOf(image)}");
        if (cache.Find(key) is { } bytes)
        {
            try
            {
                var known = FromBytes(bytes);
                if (known.Key == wanted)
                {
                    return known;
                }
            }
            catch (BadInputException)
            {
                // Damaged: as if it were not there.
            }
        }

        var computed = Compute(settings, network, image, tileSide);
        cache.Keep(key, computed.ToBytes());
        return computed;
    }

    /// <summary>C x C, row by row, or null where there is none.</summary>
    public double[]? Matrix(string layer) => _matrices.GetValueOrDefault(layer);

    /// <summary>Everything: a line of JSON with the key and the layers, then their float64 matrices, little-endian.</summary>
    public byte[] ToBytes()
    {
        var head = JsonSerializer.SerializeToUtf8Bytes(new Head(Key, [.. _matrices.Keys], [.. _matrices.Values.Select(m => m.Length)]));
        var bytes = new byte[sizeof(int) + head.Length + _matrices.Values.Sum(m => m.Length * sizeof(double))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, head.Length);
        head.CopyTo(bytes, sizeof(int));
        var at = sizeof(int) + head.Length;
        foreach (var matrix in _matrices.Values)
        {
            MemoryMarshal.AsBytes(matrix.AsSpan()).CopyTo(bytes.AsSpan(at));
            at += matrix.Length * sizeof(double);
        }

        return bytes;
    }

    /// <param name="bytes">From <see cref="ToBytes"/>.</param>
    /// <exception cref="BadInputException">They are not.</exception>
    public static GramTargets FromBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        try
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            var head = JsonSerializer.Deserialize<Head>(bytes.AsSpan(sizeof(int), length))!;
            var rest = bytes.AsSpan(sizeof(int) + length);
            if (rest.Length != head.Lengths.Sum(l => (long)l * sizeof(double)) || head.Layers.Length != head.Lengths.Length)
            {
                throw new BadInputException("Gram matrices", "are cut short");
            }

            var matrices = new Dictionary<string, double[]>(StringComparer.Ordinal);
            for (var i = 0; i < head.Layers.Length; i++)
            {
                matrices.Add(head.Layers[i], MemoryMarshal.Cast<byte, double>(rest[..(head.Lengths[i] * sizeof(double))]).ToArray());
                rest = rest[(head.Lengths[i] * sizeof(double))..];
            }

            return new GramTargets(head.Key, matrices);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or DecoderFallbackException)
        {
            throw new BadInputException("Gram matrices", "are damaged", e);
        }
    }

    private static string HashOf(Tensor image)
    {
        using var exact = image.to_type(ScalarType.Float64);
        using var here = exact.cpu();
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(here.data<double>().ToArray().AsSpan())));
    }

    private static double[] Values(Tensor matrix)
    {
        using var here = matrix.cpu();
        return here.data<double>().ToArray();
    }

    private sealed record Head(string Key, string[] Layers, int[] Lengths);
}
