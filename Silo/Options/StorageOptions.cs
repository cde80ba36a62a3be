namespace FaceGrid.Silo.Options;

/// <summary>Where the grains' state is kept, and reminders with it.</summary>
public sealed class StorageOptions : ConnectionOptions
{
    /// <summary><c>sqlite</c> (one silo only), <c>postgres</c>, <c>azure</c>.</summary>
    public string Provider { get; set; } = Providers.Sqlite;

    /// <summary>With <c>sqlite</c>: the file.</summary>
    public string? Path { get; set; }

    /// <summary>With <c>azure</c>: the blob container.</summary>
    public string Container { get; set; } = "facegrid-grains";
}
