namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>Membership of a person in a gallery, with the shard that holds the copy of the templates.</summary>
/// <param name="ModelVersion">The version the gallery is bound to: only templates of that version are copied there.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryMembership")]
public sealed record GalleryMembership(
    [property: Id(0)] string Gallery,
    [property: Id(1)] int Shard,
    [property: Id(2)] string ModelVersion);
