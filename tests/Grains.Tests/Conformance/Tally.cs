namespace FaceGrid.Grains.Tests.Conformance;

/// <summary>State without a parameterless constructor.</summary>
[GenerateSerializer]
public sealed record Tally([property: Id(0)] int Count, [property: Id(1)] string? Last);
