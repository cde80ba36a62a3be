namespace FaceGrid.Vision.Faces;

/// <summary>The crop every encoder is given: 112 x 112, eyes and mouth at the places InsightFace made customary.</summary>
public static class FaceTemplate
{
    /// <summary>Side of the crop in pixels.</summary>
    public const int Size = 112;
}
