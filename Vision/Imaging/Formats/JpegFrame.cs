namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>How a JPEG file stores its picture.</summary>
/// <param name="Header">Size and orientation.</param>
/// <param name="Components">1 grey, 3 colour, 4 CMYK or YCCK.</param>
/// <param name="IsYCbCr">Three components that are luma and chroma rather than RGB, by libjpeg's rules.</param>
/// <param name="ChromaX">Columns of luma for one of chroma; 0 where the two chroma components differ or it is no whole number.</param>
/// <param name="ChromaY">The same for rows.</param>
internal readonly record struct JpegFrame(ImageHeader Header, int Components, bool IsYCbCr, int ChromaX, int ChromaY);
