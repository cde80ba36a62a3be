namespace FaceGrid.Vision.Faces;

/// <summary>Where a face lies in a picture, in pixels from the top left corner; fractions are possible.</summary>
public readonly record struct FaceBox(double X, double Y, double Width, double Height);
