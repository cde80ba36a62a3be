using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Colours;

/// <summary>
/// Gives an image the mean colour and the colour covariance of another image by an affine map, x ↦ Ax + b with A = Σt^½ Σ^−½
/// (Gatys et al. 2016, "Preserving Color in Neural Artistic Style Transfer", section 2).
/// </summary>
public static class MomentMatch
{
    /// <summary>Added to the diagonal, in squared levels: the covariance of a grey image is singular.</summary>
    private const double Ridge = 1e-2;

    /// <param name="image">Not changed.</param>
    /// <param name="target">Of any size.</param>
    /// <returns>An image of the size of <paramref name="image"/>.</returns>
    public static RgbImage Apply(RgbImage image, RgbImage target)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(target);
        var (mean, covariance) = Moments(image);
        var (wanted, wantedCovariance) = Moments(target);
        var map = Multiply(Power(wantedCovariance, 0.5), Power(covariance, -0.5));
        var result = new RgbImage(image.Width, image.Height);
        for (var i = 0; i < result.Pixels.Length; i += 3)
        {
            for (var row = 0; row < 3; row++)
            {
                var value = wanted[row];
                for (var column = 0; column < 3; column++)
                {
                    value += map[row, column] * (image.Pixels[i + column] - mean[column]);
                }

                result.Pixels[i + row] = (byte)Math.Clamp(Math.Round(value), 0, 255);
            }
        }

        return result;
    }

    private static (double[] Mean, double[,] Covariance) Moments(RgbImage image)
    {
        var (sum, products) = (new double[3], new double[3, 3]);
        for (var i = 0; i < image.Pixels.Length; i += 3)
        {
            for (var a = 0; a < 3; a++)
            {
                sum[a] += image.Pixels[i + a];
                for (var b = 0; b < 3; b++)
                {
                    products[a, b] += image.Pixels[i + a] * image.Pixels[i + b];
                }
            }
        }

        double n = image.Width * (long)image.Height;
        double[] mean = [sum[0] / n, sum[1] / n, sum[2] / n];
        for (var a = 0; a < 3; a++)
        {
            for (var b = 0; b < 3; b++)
            {
                products[a, b] = (products[a, b] / n) - (mean[a] * mean[b]) + (a == b ? Ridge : 0);
            }
        }

        return (mean, products);
    }

    /// <summary>A power of a symmetric positive matrix, from its eigenvectors by Jacobi rotations.</summary>
    private static double[,] Power(double[,] matrix, double exponent)
    {
        var a = (double[,])matrix.Clone();
        var vectors = new double[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };
        for (var sweep = 0; sweep < 30; sweep++)
        {
            Rotate(a, vectors, 0, 1);
            Rotate(a, vectors, 0, 2);
            Rotate(a, vectors, 1, 2);
        }

        var result = new double[3, 3];
        for (var k = 0; k < 3; k++)
        {
            var value = Math.Pow(Math.Max(a[k, k], Ridge), exponent);
            for (var i = 0; i < 3; i++)
            {
                for (var j = 0; j < 3; j++)
                {
                    result[i, j] += value * vectors[i, k] * vectors[j, k];
                }
            }
        }

        return result;
    }

    /// <summary>Makes the element (p, q) zero.</summary>
    private static void Rotate(double[,] a, double[,] vectors, int p, int q)
    {
        if (a[p, q] == 0)
        {
            return;
        }

        var angle = 0.5 * Math.Atan2(2 * a[p, q], a[p, p] - a[q, q]);
        var (s, c) = Math.SinCos(angle);
        for (var k = 0; k < 3; k++)
        {
            (a[k, p], a[k, q]) = ((c * a[k, p]) + (s * a[k, q]), (c * a[k, q]) - (s * a[k, p]));
        }

        for (var k = 0; k < 3; k++)
        {
            (a[p, k], a[q, k]) = ((c * a[p, k]) + (s * a[q, k]), (c * a[q, k]) - (s * a[p, k]));
            (vectors[k, p], vectors[k, q]) =
                ((c * vectors[k, p]) + (s * vectors[k, q]), (c * vectors[k, q]) - (s * vectors[k, p]));
        }
    }

    private static double[,] Multiply(double[,] a, double[,] b)
    {
        var result = new double[3, 3];
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                for (var k = 0; k < 3; k++)
                {
                    result[i, j] += a[i, k] * b[k, j];
                }
            }
        }

        return result;
    }
}
