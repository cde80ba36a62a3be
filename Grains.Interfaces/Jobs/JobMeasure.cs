namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>Something that a step says of itself beside its loss: the learning rate, the share of triplets that still count.</summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobMeasure")]
public sealed record JobMeasure([property: Id(0)] string Name, [property: Id(1)] double Value);
