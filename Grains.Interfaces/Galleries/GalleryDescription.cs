namespace FaceGrid.Grains.Galleries;

/// <summary>Where a gallery's templates are.</summary>
/// <param name="ModelVersion">The encoder all of them were made with; null before the first enrolment.</param>
/// <param name="Shards">Numbers of its shards, in the order they were opened.</param>
/// <param name="Policy">What its owner asks of decisions.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryDescription")]
public sealed record GalleryDescription(
    [property: Id(0)] string Gallery,
    [property: Id(1)] string? ModelVersion,
    [property: Id(2)] IReadOnlyList<int> Shards,
    [property: Id(3)] DecisionPolicy Policy);
