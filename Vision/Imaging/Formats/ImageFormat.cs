namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>The supported file formats.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,
    Webp,
    Gif,
    Bmp,
    Tiff,

    /// <summary>PGM or PPM, text or binary.</summary>
    Pnm,
}
