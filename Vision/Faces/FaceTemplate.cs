namespace FaceGrid.Vision.Faces;

/// <summary>
/// The template of aligned faces: 112 x 112 pixels, with eyes and mouth at the positions introduced by InsightFace (ArcFace, Deng
/// et al. 2019).
/// </summary>
public static class FaceTemplate
{
    /// <summary>Side of the crop in pixels.</summary>
    public const int Size = 112;

    /// <summary>
    /// Positions of left eye, right eye, nose tip, left and right corner of the mouth. The published coordinates are relative to
    /// the centre of the first pixel; these are relative to its corner, as in every <see cref="ImagePoint"/>.
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
