namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>An opaque sRGB colour, 8 bits per channel.</summary>
public readonly record struct Colour(byte R, byte G, byte B)
{
    /// <summary>(255, 255, 255).</summary>
    public static Colour White { get; } = new(255, 255, 255);

    /// <summary>(0, 0, 0).</summary>
    public static Colour Black { get; } = new(0, 0, 0);

    /// <summary>Unpacks a colour; the highest 8 bits are ignored.</summary>
    /// <param name="rgb">0xRRGGBB.</param>
    public static Colour FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>
    /// Linear mix on the stored values: (1 − share) of this colour and <paramref name="share"/> (clamped to 0 to 1) of
    /// <paramref name="other"/>.
    /// </summary>
    public Colour Mix(Colour other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * Math.Clamp(share, 0, 1)));
}
