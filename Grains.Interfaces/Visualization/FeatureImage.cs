using FaceGrid.Grains.Interfaces.Storage;

namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>A photo by reference: its bytes never travel in a message of the search.</summary>
/// <param name="Name">For people: a path below the collection's folder.</param>
/// <param name="Sha256">Of the whole file, 64 hexadecimal digits: what it is found by, and what it must still be when it is read.</param>
/// <param name="Blob">Where silos find it; null: the silo sees the folder.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.FeatureImage")]
public sealed record FeatureImage(
    [property: Id(0)] string Name, [property: Id(1)] string Sha256, [property: Id(2)] BlobReference? Blob = null);
