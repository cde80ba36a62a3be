namespace FaceGrid.Silo.Local;

/// <summary>Encryption at rest of the identities of a data folder.</summary>
/// <param name="KeyFile">File with key-encryption keys; null: that of the data folder, <c>DIR-keys/keys</c>.</param>
/// <param name="IsDeclined">True: a new store is not encrypted.</param>
/// <param name="Notice">Receives one line where a key file was created.</param>
public sealed record LocalEncryption(string? KeyFile, bool IsDeclined, Action<string> Notice);
