using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>Who of this gallery is on these frames of one person, taken within seconds?</summary>
/// <param name="Question">As for a single photo; its crop is not looked at.</param>
/// <param name="Frames">At least <see cref="MinFrames"/>, in the order they were taken.</param>
/// <param name="Name">The burst's name in the answer.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.BurstRequest")]
public sealed record BurstRequest(
    [property: Id(0)] string Name,
    [property: Id(1)] RecognitionRequest Question,
    [property: Id(2)] IReadOnlyList<AlignedFace> Frames)
{
    /// <summary>Frames that a vote needs at least.</summary>
    public const int MinFrames = 3;
}
