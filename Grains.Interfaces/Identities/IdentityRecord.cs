namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>The durable record of one enrolled person, from which every copy derives.</summary>
/// <param name="Photos">
/// Kept photos; null: none. A photo may be listed here before its blob is stored; no blob is stored that is not listed here.
/// </param>
/// <param name="Operations">Operation log: the latest enrolments with an operation id, oldest first; null: none.</param>
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
