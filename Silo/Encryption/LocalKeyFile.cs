using FaceGrid.Silo.Local;
using FaceGrid.Silo.Storage.Sqlite;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Encryption;

/// <summary>
/// The key file of a data folder DIR: <c>DIR-keys/keys</c>, beside the folder and not in it, so that a copy or backup of the folder alone
/// discloses nothing. A store with <c>keys.db</c> is encrypted; a store without it was made without encryption and stays so.
/// </summary>
public static class LocalKeyFile
{
    /// <summary>Path of the key file that belongs to a data folder.</summary>
    public static string PathOf(string folder) =>
        Path.Combine(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + "-keys", "keys");

    /// <summary>
    /// Chooses the key file of a store that is about to be opened, and creates it for a new store. The caller holds the folder's lock.
    /// </summary>
    /// <param name="store">The SQLite file of the grain state.</param>
    /// <param name="options">The caller's choice.</param>
    /// <returns>The key file; null: the store is not encrypted.</returns>
    /// <exception cref="BadInputException">The key file is missing or cannot be created, or the options contradict the store.</exception>
    public static string? Select(string store, LocalEncryption options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var folder = Path.GetDirectoryName(Path.GetFullPath(store))!;
        if (options is { KeyFile: not null, IsDeclined: true })
        {
            throw new BadInputException(options.KeyFile, "a key file contradicts --no-encryption (Encryption:Declined)");
        }

        if (options.KeyFile is not null)
        {
            return options.KeyFile;
        }

        var keys = SqliteServiceExtensions.KeyStoreOf(store);
        var own = PathOf(folder);
        if (File.Exists(keys))
        {
            return options.IsDeclined
                ? throw new BadInputException(folder, "its identities are encrypted: open it without --no-encryption (Encryption:Declined)")
                : File.Exists(own)
                    ? own
                    : throw new BadInputException(
                        folder,
                        $"its identities are encrypted and their key file is missing: expected at {own}; put a copy back there, "
                            + "or name the file with --key-file (Encryption:KeyFile)");
        }

        if (File.Exists(store) || options.IsDeclined)
        {
            return null;
        }

        Create(folder, own, options.Notice);

        // Before the store: a crash in between must not leave a store that counts as one without encryption.
        OwnerOnly.CreateFile(keys);
        FileOperations.Default.FlushFolder(folder);
        return own;
    }

    private static void Create(string folder, string path, Action<string> notice)
    {
        var keyFolder = Path.GetDirectoryName(path)!;
        if (File.Exists(path))
        {
            notice($"{folder}: identities are encrypted, with the key file that is there already: {path}");
            return;
        }

        try
        {
            OwnerOnly.CreateFolder(keyFolder);
            FileOperations.Default.FlushFolder(Path.GetDirectoryName(keyFolder)!);
            KeyFile.Create(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadInputException)
        {
            throw new BadInputException(
                path,
                $"the key file of a new store cannot be created there ({exception.Message}); name another place with --key-file "
                    + "(Encryption:KeyFile), or decline with --no-encryption (Encryption:Declined)",
                exception);
        }

        notice($"{folder}: identities are encrypted; keep a copy of the key file {path}, without it they cannot be read");
    }
}
