namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>The whole durable truth about one enrolled person.</summary>
/// <param name="Photos">Kept faces; null: none. One that is named here may not be stored yet; none is stored that is not named here.</param>
/// <param name="Operations">The latest enrolments that had an id, oldest first; null: none.</param>
/// <param name="Version">Grows by one with every change; 1 after the first enrolment.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.IdentityRecord")]
public sealed record IdentityRecord(
    [property: Id(0)] string Identity,
    [property: Id(1)] long Version,
    [property: Id(2)] IReadOnlyList<Template> Templates,
    [property: Id(3)] IReadOnlyList<GalleryMembership> Galleries,
    [property: Id(4)] DateTimeOffset Enrolled,
    [property: Id(5)] DateTimeOffset Changed,
    [property: Id(6)] IReadOnlyList<KeptPhoto>? Photos = null,
    [property: Id(7)] IReadOnlyList<PersonOperation>? Operations = null);
