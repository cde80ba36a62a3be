namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A point of the loss curves.</summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.LossPoint")]
public sealed record LossPoint(
    [property: Id(0)] int Step,
    [property: Id(1)] double Total,
    [property: Id(2)] double Content,
    [property: Id(3)] double Style,
    [property: Id(4)] double TotalVariation);
