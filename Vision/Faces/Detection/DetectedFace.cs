namespace FaceGrid.Vision.Faces.Detection;

/// <summary>What a detector says about one face, in pixels of the picture it was given.</summary>
/// <param name="Box">May reach over the border.</param>
/// <param name="Score">How sure the detector is, 0 to 1.</param>
/// <param name="Landmarks">Where the detector finds landmarks itself; null otherwise.</param>
public sealed record DetectedFace(FaceBox Box, double Score, FaceLandmarks? Landmarks = null);
