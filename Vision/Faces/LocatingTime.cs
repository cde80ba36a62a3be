namespace FaceGrid.Vision.Faces;

/// <summary>How long the stages of locating took, in milliseconds.</summary>
/// <param name="DetectMilliseconds">Finding boxes, and landmarks where the detector finds them itself.</param>
/// <param name="AlignMilliseconds">Finding landmarks in boxes, and bringing the faces onto the template.</param>
public readonly record struct LocatingTime(double DetectMilliseconds, double AlignMilliseconds);
