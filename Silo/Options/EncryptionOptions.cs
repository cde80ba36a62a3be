namespace FaceGrid.Silo.Options;

/// <summary>Encryption of templates and kept photos at rest (docs/adr/0008).</summary>
/// <remarks>The connection is to a PostgreSQL database of the people's keys alone, so that backups of the data hold none; without it they lie in that of the state.</remarks>
public sealed class EncryptionOptions : ConnectionOptions
{
    /// <summary>Keys have a database of their own.</summary>
    public bool HasDatabase => ConnectionString is not null || ConnectionStringFile is not null;

    /// <summary>Key-encryption keys. Null: stored as they are.</summary>
    public string? KeyFile { get; set; }
}
