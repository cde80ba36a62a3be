namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>One page of the people of a gallery.</summary>
/// <param name="Identities">Names in ordinal order, each once.</param>
/// <param name="Next">The last name of the page, to be passed as <c>after</c> for the next page; null: the list ends here.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.GalleryPage")]
public sealed record GalleryPage([property: Id(0)] IReadOnlyList<string> Identities, [property: Id(1)] string? Next);
