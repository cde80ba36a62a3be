namespace FaceGrid.Silo.Options;

/// <summary>Where grain state and reminders are stored.</summary>
public sealed class StorageOptions : ConnectionOptions
{
    /// <summary><c>sqlite</c> (one silo only), <c>postgres</c> or <c>azure</c>.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>With <c>sqlite</c>: the file.</summary>
    public string? Path { get; set; }

    /// <summary>With <c>azure</c>: the blob container.</summary>
    public string Container { get; set; } = "facegrid-grains";
}
