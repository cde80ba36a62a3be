namespace FaceGrid.Vision.Faces;

/// <summary>A position in an image, in pixels from the top left corner; the centre of the first pixel is (0.5, 0.5).</summary>
public readonly record struct ImagePoint(double X, double Y);
