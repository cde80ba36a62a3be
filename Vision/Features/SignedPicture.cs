using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Features;

/// <summary>Numbers of both signs as a picture: middle grey is 0, the largest magnitude takes the whole range of 8 bits.</summary>
public static class SignedPicture
{
    private const double Zero = 128;
    private const double Range = 127;

    /// <param name="values">height x width x 3 (colours), or height x width (grey).</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public static RgbImage Draw(ReadOnlySpan<double> values, int width, int height)
    {
        var area = width * height;
        if (values.Length != area && values.Length != area * 3)
        {
            throw new ArgumentException($"{values.Length} values for {width} x {height}", nameof(values));
        }

        var most = 0.0;
        foreach (var value in values)
        {
            most = Math.Max(most, Math.Abs(value));
        }

        var picture = new RgbImage(width, height);
        var channels = values.Length / area;
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            var value = values[channels == 3 ? i : i / 3];
            picture.Pixels[i] = (byte)Math.Round(Zero + (most > 0 ? Range * (value / most) : 0));
        }

        return picture;
    }
}
