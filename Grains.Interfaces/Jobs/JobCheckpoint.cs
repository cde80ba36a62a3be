using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A durable state of a run.</summary>
/// <param name="Seconds">That the device had worked by then.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobCheckpoint")]
public sealed record JobCheckpoint(
    [property: Id(0)] int Step,
    [property: Id(1)] BlobReference Blob,
    [property: Id(2)] DateTimeOffset Written,
    [property: Id(3)] double Seconds);
