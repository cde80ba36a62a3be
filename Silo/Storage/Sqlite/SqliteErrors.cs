using FaceGrid.Grains.Interfaces;
using FaceGrid.Vision;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Maps SQLite's error codes (sqlite.org/rescode.html) to exceptions with messages for users.</summary>
internal static class SqliteErrors
{
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;

    /// <summary>An error while opening <paramref name="path"/>: the file is unusable.</summary>
    public static Exception AtOpen(string path, SqliteException error) => error.SqliteErrorCode switch
    {
        NotADatabase => new BadInputException(path, "is not a grain store: the file is not a SQLite database", error),
        Corrupt => new BadInputException(path, $"the grain store is damaged ({error.Message})", error),
        CannotOpen when Directory.Exists(path) =>
            new BadInputException(path, "cannot be opened as a grain store: it is a directory", error),
        CannotOpen => new BadInputException(path, "the grain store cannot be opened or created", error),
        ReadOnly => new BadInputException(path, "the grain store cannot be written: it is read-only", error),
        Busy => new BadInputException(path, "the grain store is locked by another process", error),
        Full => new GrainStoreException($"{path}: the disk is full; nothing was changed", error),
        _ => new GrainStoreException($"{path}: {error.Message}", error),
    };

    /// <summary>An error in an operation, whose transaction has been rolled back.</summary>
    public static GrainStoreException InOperation(string path, SqliteException error) => new(
        error.SqliteErrorCode switch
        {
            Full => $"{path}: the disk is full; nothing was changed",
            Corrupt or NotADatabase => $"{path}: the grain store is damaged ({error.Message}); nothing was changed",
            ReadOnly => $"{path}: the grain store has become read-only; nothing was changed",

            // The transaction may be in the log all the same.
            InputOutput => $"{path}: {error.Message}; whether anything was changed is unknown",
            _ => $"{path}: {error.Message}; nothing was changed",
        },
        error)
    {
        IsUnchanged = error.SqliteErrorCode != InputOutput,
    };

    /// <summary>
    /// True if a failed COMMIT has certainly changed nothing: SQLite found no room or a lock before it wrote the record that makes the
    /// transaction durable, and has rolled back. After any other error (of the device above all) the record may be on disk.
    /// </summary>
    public static bool IsDefinite(Exception exception) => exception is SqliteException { SqliteErrorCode: Busy or Full };

    /// <summary>The answer of a store that stopped after a commit or flush of unknown outcome.</summary>
    public static GridRequestException Stopped(string path, string reason) => new(
        GridError.StorageUnavailable,
        path,
        $"a write or flush of the disk failed ({reason}), so whether the last changes were stored is unknown; "
            + "the store does nothing more until this process is restarted");

    /// <summary>A change is stored, and the log still holds what it erased.</summary>
    public static GridRequestException LogNotCut(string path, string reason) => new(
        GridError.StorageUnavailable,
        path,
        $"the change was stored, but the log still holds the erased content ({reason}); it is cut as soon as that is possible, retry");
}
