namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>The file formats that are read.</summary>
internal enum ImageFormat
{
    Jpeg,
    Png,

    /// <summary>PGM or PPM, text or binary.</summary>
    Pnm,
}
