namespace FaceGrid.Vision.Faces;

/// <summary>The crop every encoder is given: 112 x 112, eyes and mouth at the places InsightFace made customary.</summary>
public static class FaceTemplate
{
    /// <summary>Side of the crop in pixels.</summary>
    public const int Size = 112;

    /// <summary>
    /// Where left eye, right eye, nose tip, left and right corner of the mouth lie on the crop. The customary numbers count
    /// from the centre of the first pixel; these count from its corner, as every <see cref="ImagePoint"/> does.
    /// </summary>
    public static IReadOnlyList<ImagePoint> Landmarks { get; } =
    [
        new(38.2946 + 0.5, 51.6963 + 0.5),
        new(73.5318 + 0.5, 51.5014 + 0.5),
        new(56.0252 + 0.5, 71.7366 + 0.5),
        new(41.5493 + 0.5, 92.3655 + 0.5),
        new(70.7299 + 0.5, 92.2041 + 0.5),
    ];
}
