namespace FaceGrid.Silo.Options;

/// <summary>Encryption of templates and kept photos at rest (docs/adr/0008).</summary>
public sealed class EncryptionOptions
{
    /// <summary>Key-encryption keys. Null: stored as they are.</summary>
    public string? KeyFile { get; set; }
}
