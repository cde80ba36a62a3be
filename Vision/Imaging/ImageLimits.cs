namespace FaceGrid.Vision.Imaging;

public static class ImageLimits
{
    /// <summary>50 megapixels: more than any phone or door camera delivers, and 150 MB once decoded.</summary>
    public const long DefaultMaxPixels = 50_000_000;

    /// <summary>The highest limit that a caller can ask for; 750 MB once decoded.</summary>
    public const long MaxPixels = 250_000_000;

    /// <summary>A file above 1 GiB is refused unread: no picture within <see cref="MaxPixels"/> that is worth decoding needs it.</summary>
    public const long MaxFileBytes = 1L << 30;

    /// <summary>The longest side that the JPEG format can express.</summary>
    public const int MaxJpegSide = 65_500;

    /// <summary>
    /// The largest single buffer that the decoders may allocate, in MiB: four bytes for each of <see cref="MaxPixels"/>. Holds
    /// even where a decoder takes a size from somewhere else than the header that was checked.
    /// </summary>
    internal const int MaxBufferMegabytes = 1024;
}
