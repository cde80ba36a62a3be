using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>Fast Gaussian noise for training: a xorshift generator picks from a table of normal deviates.</summary>
internal static class PixelNoise
{
    private const int Entries = 4096;
    private const int Bits = 12;

    /// <summary>Standard normal deviates in fixed point.</summary>
    private static readonly short[] Normal = Table();

    /// <param name="pixels">Changed in place.</param>
    /// <param name="sigma">Standard deviation in levels of 255, 0 to 128.</param>
    /// <param name="seed">Equal seeds give equal noise.</param>
    public static void Add(byte[] pixels, double sigma, ulong seed)
    {
        var state = SeededRandom.Mix(seed) | 1;
        var scale = (int)Math.Round(sigma * 256);
        for (var i = 0; i < pixels.Length; i++)
        {
            // xorshift64* (Vigna 2016)
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            var normal = Normal[(state * 0x2545F4914F6CDD1D) >> (64 - Bits)];
            pixels[i] = (byte)Math.Clamp(pixels[i] + (((normal * scale) + (1 << 17)) >> 18), 0, 255);
        }
    }

    /// <summary>The medians of intervals of equal probability.</summary>
    private static short[] Table()
    {
        // Φ is integrated by Simpson's rule from 0 outwards; the median of interval i is where Φ passes (i + ½) / n.
        var table = new short[Entries];
        var (x, area) = (0.0, 0.5);
        const double Step = 1e-4;
        for (var i = Entries / 2; i < Entries; i++)
        {
            var goal = (i + 0.5) / Entries;
            while (area < goal)
            {
                area += Step / 6 * (Density(x) + (4 * Density(x + (Step / 2))) + Density(x + Step));
                x += Step;
            }

            table[i] = (short)Math.Round(x * 1024);
            table[Entries - 1 - i] = (short)-table[i];
        }

        return table;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
