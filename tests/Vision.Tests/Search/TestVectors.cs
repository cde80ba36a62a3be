namespace FaceGrid.Vision.Tests.Search;

/// <summary>Rows and probes for searches, all from a seed.</summary>
internal static class TestVectors
{
    public const int Dimension = 128;

    /// <summary>Number of kinds of data: unit vectors as from an encoder, and difficult cases for the bounds.</summary>
    public const int Kinds = 7;

    public static float[] Unit(int count, int seed)
    {
        var random = new Random(seed);
        var vectors = new float[count * Dimension];
        for (var row = 0; row < count; row++)
        {
            var vector = vectors.AsSpan(row * Dimension, Dimension);
            double squares = 0;
            foreach (ref var x in vector)
            {
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                x = (float)normal;
                squares += normal * normal;
            }

            foreach (ref var x in vector)
            {
                x *= (float)(1 / Math.Sqrt(squares));
            }
        }

        return vectors;
    }

    public static float[] Of(int kind, int count, int seed)
    {
        var vectors = Unit(count, seed);
        var random = new Random(seed);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = kind switch
            {
                // Unit vectors.
                0 => vectors[i],
                // One vector, elements off by at most one unit in the last place.
                1 => Nudge(vectors[i % Dimension], random.Next(3) - 1),
                // Few values, so that many distances are equal.
                2 => random.Next(8) == 0 ? random.Next(-1, 2) : 0,
                // Magnitudes over the whole range of float32.
                3 => (float)(Math.CopySign(Math.Pow(10, random.Next(-44, 38)), random.Next(2) - 0.5) * random.NextDouble()),
                // Subnormal numbers and zeros.
                4 => random.Next(-3, 4) * float.Epsilon,
                // Every row with a different norm.
                5 => vectors[i] * MathF.Pow(4, (i / Dimension % 21) - 10),
                // One large element hides the others from the codes.
                _ => i % Dimension == 0 ? 1000 : vectors[i],
            };
        }

        return vectors;
    }

    public static ReadOnlySpan<float> Row(this float[] vectors, int row) => vectors.AsSpan(row * Dimension, Dimension);

    private static float Nudge(float x, int steps) => steps < 0 ? MathF.BitDecrement(x) : steps > 0 ? MathF.BitIncrement(x) : x;
}
