namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>Two enrolled people who are too near each other to be two people: one person under two names, or twins.</summary>
/// <param name="First">The name that comes first in ordinal order.</param>
/// <param name="Second">The other name.</param>
/// <param name="Distance">Squared distance of their encodings.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.SuspiciousPair")]
public sealed record SuspiciousPair(
    [property: Id(0)] string First,
    [property: Id(1)] string Second,
    [property: Id(2)] double Distance);
