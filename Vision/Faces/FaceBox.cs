namespace FaceGrid.Vision.Faces;

/// <summary>Bounding box of a face in pixels from the image's top left corner; coordinates may be fractional.</summary>
public readonly record struct FaceBox(double X, double Y, double Width, double Height);
