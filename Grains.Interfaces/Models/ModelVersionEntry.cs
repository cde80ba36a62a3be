using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>An encoder that a tenant has trained.</summary>
/// <param name="Version">As templates name it.</param>
/// <param name="Name">File name of the weights.</param>
/// <param name="Weights">The file.</param>
/// <param name="Source">The run that it comes from.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ModelVersionEntry")]
public sealed record ModelVersionEntry(
    [property: Id(0)] string Version,
    [property: Id(1)] string Name,
    [property: Id(2)] BlobReference Weights,
    [property: Id(3)] string Source,
    [property: Id(4)] DateTimeOffset Registered);
