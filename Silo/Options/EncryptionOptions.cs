using FaceGrid.Silo.Encryption;

namespace FaceGrid.Silo.Options;

/// <summary>Encryption of templates and kept photos at rest (docs/adr/0008).</summary>
/// <remarks>
/// The connection is to a PostgreSQL database for the identities' keys alone, so that backups of the data contain no key. Without it, the
/// keys are stored in the database of the grain state.
/// </remarks>
public sealed class EncryptionOptions : ConnectionOptions
{
    /// <summary>True: the keys have a separate database.</summary>
    public bool HasDatabase => ConnectionString is not null || ConnectionStringFile is not null;

    /// <summary>
    /// File with the key-encryption keys. Null: that of the data folder with <c>sqlite</c> (<see cref="LocalKeyFile"/>); with other
    /// providers newly stored identities are not encrypted.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>With <c>sqlite</c>: true if a new store is not to be encrypted.</summary>
    public bool Declined { get; set; }
}
