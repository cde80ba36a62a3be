namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>
/// A change of light: saturation about each pixel's luma, then for each channel tint, contrast about mid-grey, and brightness.
/// </summary>
internal readonly record struct Light(double Contrast, double Brightness, double Red, double Green, double Blue, double Saturation)
{
    private const int Bits = 10;

    public void Apply(byte[] pixels)
    {
        Span<byte> levels = stackalloc byte[3 * 256];
        Fill(levels[..256], Red);
        Fill(levels[256..512], Green);
        Fill(levels[512..], Blue);
        var saturation = (int)Math.Round(Saturation * (1 << Bits));
        for (var i = 0; i + 2 < pixels.Length; i += 3)
        {
            var (r, g, b) = (pixels[i], pixels[i + 1], pixels[i + 2]);

            // BT.601 in 10 bits: 306 + 601 + 117 = 1024.
            var luma = ((306 * r) + (601 * g) + (117 * b) + 512) >> Bits;
            pixels[i] = levels[Saturated(r, luma, saturation)];
            pixels[i + 1] = levels[256 + Saturated(g, luma, saturation)];
            pixels[i + 2] = levels[512 + Saturated(b, luma, saturation)];
        }
    }

    private static int Saturated(int value, int luma, int saturation) => Math.Clamp(luma + (((value - luma) * saturation) >> Bits), 0, 255);

    private void Fill(Span<byte> levels, double tint)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = (byte)Math.Clamp(Math.Round((((i * tint) - 127.5) * Contrast) + 127.5 + Brightness), 0, 255);
        }
    }
}
