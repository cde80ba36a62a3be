namespace FaceGrid.Vision.Faces;

/// <summary>Duration of the stages of locating faces, in milliseconds.</summary>
/// <param name="DetectMilliseconds">Detection of boxes, and of landmarks where the detector gives them.</param>
/// <param name="AlignMilliseconds">Location of landmarks in boxes, and alignment.</param>
public readonly record struct LocatingTime(double DetectMilliseconds, double AlignMilliseconds);
