namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>An opaque colour, 8 bits a channel.</summary>
public readonly record struct Colour(byte R, byte G, byte B)
{
    public static Colour White { get; } = new(255, 255, 255);

    public static Colour Black { get; } = new(0, 0, 0);

    /// <param name="rgb">0xRRGGBB.</param>
    public static Colour FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>This colour with <paramref name="share"/> (0 to 1) of <paramref name="other"/> in it.</summary>
    public Colour Mix(Colour other, double share) => new(Mix(R, other.R, share), Mix(G, other.G, share), Mix(B, other.B, share));

    private static byte Mix(byte a, byte b, double share) => (byte)Math.Round(a + ((b - a) * Math.Clamp(share, 0, 1)));
}
