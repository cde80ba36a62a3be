namespace FaceGrid.Grains.Storage;

/// <summary>The names under which the grains ask for their storage providers, whatever these are.</summary>
public static class GridStorage
{
    public const string Name = "grid";

    /// <summary>
    /// Of the keys of people (docs/adr/0008). Need not be registered where nothing is encrypted. Not in the backups of the other: what
    /// was erased here must not come back with them.
    /// </summary>
    public const string Keys = "grid-keys";
}
