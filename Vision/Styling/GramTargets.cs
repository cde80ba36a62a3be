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
/// The style targets computed from a style image: its Gram matrix AAᵀ/M at each style layer (Gatys et al. 2015, equation 3,
/// divided by M). About two megabytes for any image size, so that it can be cached under <see cref="Key"/> and the image's hash.
/// Immutable.
/// </summary>
public sealed class GramTargets
{
    private readonly IReadOnlyDictionary<string, double[]> _matrices;

    private GramTargets(string key, IReadOnlyDictionary<string, double[]> matrices) => (Key, _matrices) = (key, matrices);

    /// <summary>Identifies everything that the matrices depend on beside the image: see <see cref="KeyOf"/>.</summary>
    public string Key { get; }

    /// <summary>Names of the style layers.</summary>
    public IEnumerable<string> Layers => _matrices.Keys;

    /// <summary>One line with weights, pooling, preprocessing and style layers; λ and the other loss weights have no influence.</summary>
    public static string KeyOf(StyleLossSettings settings, VggNetwork network)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(network);
        var layers = string.Join(',', settings.StyleLayers.Select(l => l.Layer).Order(StringComparer.Ordinal));
        return $"{network.Version}/{settings.Pooling}/{settings.Preprocessing}/{layers}".ToLowerInvariant();
    }

    /// <summary>Computes the matrices of an image.</summary>
    /// <param name="settings">Layers, pooling and preprocessing.</param>
    /// <param name="network">The network.</param>
    /// <param name="image">1 x 3 x H x W, red first, 0..255, of the network's type and on its device.</param>
    /// <param name="tileSide">Side of tiles in pixels; null computes the image at once. Results agree up to rounding.</param>
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
    /// As <see cref="Compute"/>, with the same bits, but each image is computed only once. The key holds the pixels as given here (already
    /// scaled and recoloured), layers, weights and preprocessing, and everything that the order of sums depends on: tiles, kind of device,
    /// number of threads.
    /// </summary>
    /// <param name="cache">The cache.</param>
    /// <param name="settings">Layers, pooling and preprocessing.</param>
    /// <param name="network">The network.</param>
    /// <param name="image">1 x 3 x H x W, red first, 0..255, of the network's type and on its device.</param>
    /// <param name="tileSide">Side of tiles in pixels; null computes the image at once.</param>
    /// <exception cref="BadInputException">As for <see cref="Compute"/>.</exception>
    public static GramTargets Cached(
        IGramCache cache, StyleLossSettings settings, VggNetwork network, Tensor image, int? tileSide = null)
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
                // A damaged entry counts as missing.
            }
        }

        var computed = Compute(settings, network, image, tileSide);
        cache.Keep(key, computed.ToBytes());
        return computed;
    }

    /// <summary>The matrix of a layer: C x C, row-major; null for another layer.</summary>
    public double[]? Matrix(string layer) => _matrices.GetValueOrDefault(layer);

    /// <summary>
    /// Serialises: int32 length of a JSON header, the header with key and layers, the matrices in float64; all little-endian.
    /// </summary>
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

    /// <summary>The inverse of <see cref="ToBytes"/>.</summary>
    /// <exception cref="BadInputException">The bytes are damaged or truncated.</exception>
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
