namespace FaceGrid.Vision.Imaging;

public static class ImageLimits
{
    /// <summary>50 megapixels: more than any phone or door camera delivers, and 150 MB once decoded.</summary>
    public const long DefaultMaxPixels = 50_000_000;

    /// <summary>The most that an <see cref="RgbImage"/> can hold, whatever limit a caller allows.</summary>
    public const long MaxPixels = 0x7FFFFFC7 / 3;

    /// <summary>A file above 1 GiB is refused unread: no picture within <see cref="MaxPixels"/> that is worth decoding needs it.</summary>
    public const long MaxFileBytes = 1L << 30;

    /// <summary>The longest side that the JPEG format can express.</summary>
    public const int MaxJpegSide = 65_500;
}
