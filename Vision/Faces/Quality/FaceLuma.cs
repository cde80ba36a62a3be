using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Luma of an aligned face.</summary>
internal static class FaceLuma
{
    /// <summary>ITU-R BT.601 luma of every pixel, 0 to 255, not rounded.</summary>
    /// <exception cref="ArgumentException">The image does not have the template's size.</exception>
    public static float[] Of(RgbImage aligned)
    {
        ArgumentNullException.ThrowIfNull(aligned);
        if (aligned.Width != FaceTemplate.Size || aligned.Height != FaceTemplate.Size)
        {
            throw new ArgumentException(
                $"a face of {aligned.Width} x {aligned.Height}, {FaceTemplate.Size} x {FaceTemplate.Size} was expected", nameof(aligned));
        }

        var luma = new float[FaceTemplate.Size * FaceTemplate.Size];
        for (var (i, from) = (0, 0); i < luma.Length; i++, from += 3)
        {
            luma[i] = (0.299f * aligned.Pixels[from]) + (0.587f * aligned.Pixels[from + 1]) + (0.114f * aligned.Pixels[from + 2]);
        }

        return luma;
    }

    /// <summary>Mean and standard deviation, 0 to 1, over the part of the template that <see cref="FaceSharpness"/> uses.</summary>
    public static (double Mean, double Deviation) Statistics(float[] luma)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var y = FaceSharpness.Top; y < FaceSharpness.Top + FaceSharpness.Side; y++)
        {
            for (var x = FaceSharpness.Left; x < FaceSharpness.Left + FaceSharpness.Side; x++)
            {
                var v = luma[(y * FaceTemplate.Size) + x] / 255.0;
                sum += v;
                squares += v * v;
            }
        }

        const double count = FaceSharpness.Side * FaceSharpness.Side;
        var mean = sum / count;
        return (mean, Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean))));
    }
}
