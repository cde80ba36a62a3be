namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>How far a search has come. Everything counted here is durable.</summary>
/// <param name="Done">Photos that are in the table or were skipped, 0 to <paramref name="Images"/>. Where layers are so many that
/// photos are gone through several times, the share of all of it.</param>
/// <param name="Skipped">Photos that could not be used.</param>
/// <param name="Reason">Why it failed, in one line.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeatureSearchStatus")]
public sealed record FeatureSearchStatus(
    [property: Id(0)] FeatureSearchPhase Phase,
    [property: Id(1)] int Done,
    [property: Id(2)] int Images,
    [property: Id(3)] int Skipped,
    [property: Id(4)] string? Reason);
