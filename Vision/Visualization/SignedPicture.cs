using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization;

/// <summary>Numbers of both signs as a picture: middle grey is 0, the largest magnitude takes the whole range of 8 bits.</summary>
/// <remarks>In large maps a few strong places would leave everything else grey: there a share of them may be cut off.</remarks>
public static class SignedPicture
{
    private const double Zero = 128;
    private const double Range = 127;

    /// <param name="values">height x width x 3 (colours), or height x width (grey).</param>
    /// <param name="cutOff">Share of the values that are stronger than black or white can show, 0 to 1.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public static RgbImage Draw(ReadOnlySpan<double> values, int width, int height, double cutOff = 0)
    {
        var area = width * height;
        if (values.Length != area && values.Length != area * 3)
        {
            throw new ArgumentException($"{values.Length} values for {width} x {height}", nameof(values));
        }

        var most = Most(values, cutOff);
        var picture = new RgbImage(width, height);
        var channels = values.Length / area;
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            var value = values[channels == 3 ? i : i / 3];
            picture.Pixels[i] = (byte)Math.Round(Zero + (most > 0 ? Range * Math.Clamp(value / most, -1, 1) : 0));
        }

        return picture;
    }

    /// <summary>The magnitude that only a share of the values exceeds.</summary>
    internal static double Most(ReadOnlySpan<double> values, double cutOff)
    {
        var magnitudes = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            magnitudes[i] = Math.Abs(values[i]);
        }

        Array.Sort(magnitudes);
        var most = magnitudes[(int)Math.Round((values.Length - 1) * (1 - Math.Clamp(cutOff, 0, 1)))];

        // Where nearly everything is 0, the few that are not are the picture.
        return most > 0 ? most : magnitudes[^1];
    }
}
