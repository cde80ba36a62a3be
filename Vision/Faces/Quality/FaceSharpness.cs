using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Quality;

/// <summary>
/// How much fine detail a face shows beside its coarse detail: the ratio of the standard deviations of two neighbouring bands,
/// (G₁ − G₂) to (G₂ − G₄), where Gσ is the face blurred with a Gaussian of standard deviation σ pixels.
/// </summary>
/// <remarks>
/// The variance of the Laplacian, the usual measure, grows with contrast, light and the sensor's noise. A ratio is the same
/// for dark and bright photos, and G₁ keeps only 8 % of the energy of white noise.
/// </remarks>
public static class FaceSharpness
{
    /// <summary>The part of the template that is looked at: brows to chin, without hair and background.</summary>
    internal const int Left = 20, Top = 30, Side = 72;

    /// <summary>Below this standard deviation (in levels of 255) of the coarse band there is nothing to compare with.</summary>
    private const double Least = 0.05;

    /// <param name="luma">112 x 112, 0 to 255.</param>
    internal static double Of(float[] luma)
    {
        var (g1, g2, g4) = (Blur(luma, 1), Blur(luma, 2), Blur(luma, 4));
        var fine = Deviation(g1, g2);
        var coarse = Deviation(g2, g4);
        return coarse < Least ? 0 : fine / coarse;
    }

    /// <param name="aligned">112 x 112.</param>
    public static double Of(RgbImage aligned) => Of(FaceLuma.Of(aligned));

    /// <summary>A separable Gaussian, cut at 4σ; beyond the border the nearest pixel.</summary>
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

    /// <summary>Filters along the rows and transposes, so that two passes put rows back to rows.</summary>
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
