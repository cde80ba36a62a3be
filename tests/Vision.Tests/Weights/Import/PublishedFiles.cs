using System.Runtime.InteropServices;
using System.Text.Json;
using FaceGrid.Vision.Weights.Import;

namespace FaceGrid.Vision.Tests.Weights.Import;

/// <summary>Writes small files of the published formats, with weights of a given network or others.</summary>
internal static class PublishedFiles
{
    /// <summary>The values of a tensor: different in every element, and positive so that they are valid variances.</summary>
    public static float[] Values(string name, IReadOnlyList<long> shape)
    {
        var random = new Random(name.Aggregate(17, (hash, c) => (hash * 31) + c));
        return [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (p, s) => p * s)).Select(_ => 0.5f + random.NextSingle())];
    }

    /// <summary>A tfjs manifest with its shards; every tensor consists of its manifest entry and its bytes.</summary>
    public static string WriteTfjs(string folder, IEnumerable<(object Entry, byte[] Bytes)> tensors, params int[] cuts)
    {
        var list = tensors.ToList();
        var data = list.SelectMany(t => t.Bytes).ToArray();
        var names = new List<string>();
        var at = 0;
        foreach (var end in cuts.Append(data.Length))
        {
            names.Add($"shard{names.Count + 1}");
            File.WriteAllBytes(Path.Combine(folder, names[^1]), data[at..end]);
            at = end;
        }

        var path = Path.Combine(folder, "weights_manifest.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new[] { new { paths = names, weights = list.Select(t => t.Entry) } }));
        return path;
    }

    /// <summary>The tensors of a network in the layout of tfjs: scopes with slashes, kernels HWIO, depthwise ones HWIM.</summary>
    public static IEnumerable<(object Entry, byte[] Bytes)> TfjsOf(KnownNetwork network)
    {
        foreach (var (name, shape) in network.Tensors)
        {
            var values = Values(name, shape);
            if (shape.Length != 4)
            {
                yield return (
                    new { name = name.Replace('.', '/'), shape, dtype = "float32" }, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
                continue;
            }

            var (a, b, h, w) = ((int)shape[0], (int)shape[1], (int)shape[2], (int)shape[3]);
            var depthwise = name.EndsWith("depthwise_filter", StringComparison.Ordinal);
            var moved = new float[values.Length];
            for (var i = 0; i < a; i++)
            {
                for (var j = 0; j < b; j++)
                {
                    for (var y = 0; y < h; y++)
                    {
                        for (var x = 0; x < w; x++)
                        {
                            var window = (y * w) + x;
                            moved[depthwise ? (((window * a) + i) * b) + j : (((window * b) + j) * a) + i] =
                                values[(((((i * b) + j) * h) + y) * w) + x];
                        }
                    }
                }
            }

            yield return (
                new { name = name.Replace('.', '/'), shape = depthwise ? new[] { h, w, a, b } : [h, w, b, a], dtype = "float32" },
                MemoryMarshal.AsBytes(moved.AsSpan()).ToArray());
        }
    }

    /// <summary>A .param file and its .bin file.</summary>
    public static string WriteNcnn(string folder, IReadOnlyList<string> layers, IEnumerable<byte[]> weights)
    {
        var path = Path.Combine(folder, "network.param");
        File.WriteAllText(path, $"7767517\n{layers.Count} {layers.Count}\n{string.Join('\n', layers)}\n");
        File.WriteAllBytes(Path.Combine(folder, "network.bin"), [.. weights.SelectMany(w => w)]);
        return path;
    }

    public static byte[] Bytes(params float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    public static byte[] Tag(uint tag) => BitConverter.GetBytes(tag);
}
