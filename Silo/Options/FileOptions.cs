namespace FaceGrid.Silo.Options;

/// <summary>Files of the silo's machine that jobs of clients may name.</summary>
public sealed class FileOptions
{
    /// <summary>
    /// Folders below which training runs may read photos and weights. A path that a client names is resolved, its links included, and
    /// must lie below one of them. None: clients cannot name files.
    /// </summary>
    public IList<string> Folders { get; } = [];
}
