namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>What a file says about its picture before a pixel is decoded.</summary>
/// <param name="Width">Stored width in pixels, before the orientation is applied.</param>
/// <param name="Height">Stored height in pixels.</param>
/// <param name="Orientation">EXIF orientation, 1 to 8; 1 is upright.</param>
internal readonly record struct ImageHeader(int Width, int Height, int Orientation);
