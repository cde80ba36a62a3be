namespace FaceGrid.Vision.Imaging;

/// <summary>Limits on the size of images and image files.</summary>
public static class ImageLimits
{
    /// <summary>Default limit on the number of pixels: 50 megapixels, 150 MB when decoded.</summary>
    public const long DefaultMaxPixels = 50_000_000;

    /// <summary>Maximum limit that a caller can set; 750 MB when decoded.</summary>
    public const long MaxPixels = 250_000_000;

    /// <summary>Maximum length of a file; longer files are refused unread.</summary>
    public const long MaxFileBytes = 1L << 30;

    /// <summary>Maximum side in pixels of a JPEG image.</summary>
    public const int MaxJpegSide = 65_500;

    /// <summary>
    /// The largest single buffer that the decoders may allocate, in MiB: four bytes for each of <see cref="MaxPixels"/>. The limit
    /// also applies where a decoder takes the size from another place than the checked header.
    /// </summary>
    internal const int MaxBufferMegabytes = 1024;
}
