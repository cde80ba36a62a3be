namespace FaceGrid.Vision.Imaging;

/// <summary>An 8-bit RGB image: <c>Pixels[(y * Width + x) * 3 + c]</c>, c = 0 red, 1 green, 2 blue; origin top left.</summary>
public sealed class RgbImage
{
    /// <summary>Creates a black image.</summary>
    public RgbImage(int width, int height)
        : this(width, height, new byte[checked(width * height * 3)])
    {
    }

    /// <summary>Creates an image from its pixels, which are not copied.</summary>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> is not width x height x 3 bytes long.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.Length != (long)width * height * 3)
        {
            throw new ArgumentException($"{pixels.Length} bytes for {width} x {height} x 3", nameof(pixels));
        }

        Width = width;
        Height = height;
        Pixels = pixels;
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>Interleaved RGB rows, Height x Width x 3.</summary>
    public byte[] Pixels { get; }
}
