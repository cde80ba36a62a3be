namespace FaceGrid.Grains.Galleries;

/// <summary>A page's entry as it was found at activation.</summary>
/// <param name="Doubtful">The identity is to be asked: it has not decided, or the entry could not be read.</param>
internal sealed record OpenedEntry(HeldEntry Held, bool Doubtful);
