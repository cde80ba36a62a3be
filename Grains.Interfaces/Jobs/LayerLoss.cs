namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>A layer's term of the cost, weights included.</summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.LayerLoss")]
public sealed record LayerLoss([property: Id(0)] string Layer, [property: Id(1)] double Loss);
