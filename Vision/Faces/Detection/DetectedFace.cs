namespace FaceGrid.Vision.Faces.Detection;

/// <summary>One detected face, in pixels of the image.</summary>
/// <param name="Box">Bounding box; it may extend beyond the image.</param>
/// <param name="Score">Confidence, 0 to 1.</param>
/// <param name="Landmarks">Landmarks, where the detector locates them; null otherwise.</param>
public sealed record DetectedFace(FaceBox Box, double Score, FaceLandmarks? Landmarks = null);
