using System.Runtime.InteropServices;

namespace FaceGrid.Bench.Measuring;

/// <summary>Random unit vectors: normal deviates (Box-Muller), scaled to norm 1 in float32.</summary>
internal static class UnitVectors
{
    public const int Dimension = 128;

    public static float[] Make(int count, int seed)
    {
        var random = new Random(seed);
        var vectors = new float[(long)count * Dimension];
        for (var row = 0; row < count; row++)
        {
            var vector = vectors.AsSpan(row * Dimension, Dimension);
            double squares = 0;
            for (var i = 0; i < Dimension; i += 2)
            {
                var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
                vector[i] = (float)(radius * cos);
                vector[i + 1] = (float)(radius * sin);
                squares += radius * radius;
            }

            var scale = (float)(1 / Math.Sqrt(squares));
            foreach (ref var x in vector)
            {
                x *= scale;
            }
        }

        return vectors;
    }

    public static void Write(string file, float[] vectors)
    {
        using var stream = File.Create(file);
        const int Chunk = 1 << 24;
        for (var at = 0; at < vectors.Length; at += Chunk)
        {
            stream.Write(MemoryMarshal.AsBytes(vectors.AsSpan(at, Math.Min(Chunk, vectors.Length - at))));
        }
    }
}
