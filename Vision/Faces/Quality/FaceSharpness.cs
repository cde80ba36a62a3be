namespace FaceGrid.Vision.Faces.Quality;

/// <summary>
/// Sharpness as the ratio of fine to coarse detail: the standard deviation of the band G₁ − G₂ divided by that of G₂ −
/// G₄, where Gσ is the face blurred by a Gaussian with a standard deviation of σ pixels.
/// </summary>
/// <remarks>
/// The variance of the Laplacian, the usual measure, grows with contrast, exposure and sensor noise. A ratio does not depend on the
/// exposure, and G₁ keeps only 8 % of the energy of white noise.
/// </remarks>
public static class FaceSharpness
{
    /// <summary>The measured part of the template: brows to chin, without hair and background.</summary>
    internal const int Left = 20, Top = 30, Side = 72;

    /// <summary>Minimum standard deviation of the coarse band, in levels of 255; below it the sharpness is 0.</summary>
    private const double Least = 0.05;

    /// <param name="luma">112 x 112, 0 to 255.</param>
    internal static double Of(float[] luma)
    {
        var (g1, g2, g4) = (Blur(luma, 1), Blur(luma, 2), Blur(luma, 4));
        var fine = Deviation(g1, g2);
        var coarse = Deviation(g2, g4);
        return coarse < Least ? 0 : fine / coarse;
    }

    /// <summary>Separable Gaussian blur, truncated at 4σ; border pixels are replicated.</summary>
    internal static float[] Blur(float[] luma, double sigma)
    {
        var radius = (int)Math.Ceiling(4 * sigma);
        var kernel = new float[(2 * radius) + 1];
        var sum = 0.0;
        for (var i = -radius; i <= radius; i++)
        {
            sum += Math.Exp(-i * i / (2 * sigma * sigma));
        }

        for (var i = -radius; i <= radius; i++)
        {
            kernel[i + radius] = (float)(Math.Exp(-i * i / (2 * sigma * sigma)) / sum);
        }

        return Pass(Pass(luma, kernel), kernel);
    }

    /// <summary>Filters along the rows and transposes; two passes restore the orientation.</summary>
    private static float[] Pass(float[] source, float[] kernel)
    {
        const int size = FaceTemplate.Size;
        var radius = kernel.Length / 2;
        var target = new float[source.Length];
        var padded = new float[size + (2 * radius)];
        for (var y = 0; y < size; y++)
        {
            for (var x = -radius; x < size + radius; x++)
            {
                padded[x + radius] = source[(y * size) + Math.Clamp(x, 0, size - 1)];
            }

            for (var x = 0; x < size; x++)
            {
                var value = 0f;
                for (var i = 0; i < kernel.Length; i++)
                {
                    value += kernel[i] * padded[x + i];
                }

                target[(x * size) + y] = value;
            }
        }

        return target;
    }

    private static double Deviation(float[] first, float[] second)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var y = Top; y < Top + Side; y++)
        {
            for (var x = Left; x < Left + Side; x++)
            {
                double d = first[(y * FaceTemplate.Size) + x] - second[(y * FaceTemplate.Size) + x];
                sum += d;
                squares += d * d;
            }
        }

        const double count = Side * Side;
        return Math.Sqrt(Math.Max(0, (squares / count) - (sum / count * (sum / count))));
    }
}
