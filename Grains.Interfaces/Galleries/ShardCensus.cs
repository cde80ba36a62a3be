namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>People of a shard that count towards the tenant's limit.</summary>
/// <param name="People">Enrolled people, and those whose enrolment or removal is under way.</param>
/// <param name="Undecided">Of them, those whose enrolment, change or removal is under way.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ShardCensus")]
public sealed record ShardCensus([property: Id(0)] int People, [property: Id(1)] int Undecided);
