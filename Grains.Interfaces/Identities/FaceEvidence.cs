namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>
/// Measurements of a face in its photo that the crop no longer shows; input of the quality and liveness gates of a gallery's policy.
/// </summary>
/// <param name="SidePixels">√(width · height) of the face in the photo.</param>
/// <param name="Sharpness">0 upwards; <c>FaceQuality</c> in Vision defines the measurements.</param>
/// <param name="Brightness">0 to 1.</param>
/// <param name="Contrast">0 to 0.5.</param>
/// <param name="Quality">One figure, 0 to 1.</param>
/// <param name="QualityJudged">False: the face was used as it is, and the figures above are not valid.</param>
/// <param name="Live">Fused liveness score, 0 to 1; null: not judged.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FaceEvidence")]
public sealed record FaceEvidence(
    [property: Id(0)] double SidePixels,
    [property: Id(1)] double Sharpness,
    [property: Id(2)] double Brightness,
    [property: Id(3)] double Contrast,
    [property: Id(4)] double? YawDegrees,
    [property: Id(5)] double? PitchDegrees,
    [property: Id(6)] double? RollDegrees,
    [property: Id(7)] double Quality,
    [property: Id(8)] double? Live = null,
    [property: Id(9)] bool QualityJudged = true)
{
    /// <summary>No measurement was taken.</summary>
    public static FaceEvidence None { get; } = new(0, 0, 0, 0, null, null, null, 0, QualityJudged: false);
}
