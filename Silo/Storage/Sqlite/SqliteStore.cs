using System.Collections.Concurrent;
using FaceGrid.Vision;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// The SQLite file with grain state and reminders, in write-ahead-log mode with <c>synchronous=FULL</c>. One dedicated thread executes all
/// writes; it commits waiting writes together in one transaction (group commit), so that they share one flush of the disk. Each write is
/// acknowledged after the commit. Reads run concurrently on separate connections.
/// </summary>
public sealed class SqliteStore : IDisposable
{
    /// <summary>"FGrd" in ASCII: distinguishes grain stores from other SQLite databases.</summary>
    private const int ApplicationId = 0x46477264;

    private const int SchemaVersion = 1;
    private const int Readers = 4;

    private const string Schema = """
        CREATE TABLE state(
            id INTEGER PRIMARY KEY,
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            etag INTEGER NOT NULL,
            payload BLOB NOT NULL,
            updated INTEGER NOT NULL,
            UNIQUE(grain, name));
        CREATE TABLE reminder(
            grain TEXT NOT NULL,
            name TEXT NOT NULL,
            etag INTEGER NOT NULL,
            start INTEGER NOT NULL,
            period INTEGER NOT NULL,
            PRIMARY KEY(grain, name)) WITHOUT ROWID;
        """;

    private readonly WriteLane _lane;
    private readonly ConcurrentBag<SqliteSession> _idleReaders = [];
    private readonly SemaphoreSlim _readers = new(Readers);
    private int _disposed;

    private SqliteStore(string path, SqliteSession writer, bool erasesForGood)
    {
        Path = path;
        _lane = new WriteLane(path, writer, erasesForGood);
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Opens the file; creates it and its folder if they are missing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="erasesForGood">
    /// True: erased content is overwritten with zeros, and the log that still contains it is truncated before the write is acknowledged.
    /// </param>
    /// <exception cref="BadInputException">
    /// The file is damaged, is not a grain store, was written by a newer version, or cannot be opened or written.
    /// </exception>
    public static SqliteStore Open(string path, bool erasesForGood = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        path = System.IO.Path.GetFullPath(path);
        SqliteSession? writer = null;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            writer = new SqliteSession(path, SqliteOpenMode.ReadWriteCreate);
            Prepare(path, writer);
            if (erasesForGood)
            {
                writer.Execute("PRAGMA secure_delete=ON");
            }

            return new SqliteStore(path, writer, erasesForGood);
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            throw exception switch
            {
                SqliteException error => SqliteErrors.AtOpen(path, error),
                IOException or UnauthorizedAccessException =>
                    new BadInputException(path, $"the grain store cannot be opened or created ({exception.Message})", exception),
                _ => exception,
            };
        }
    }

    /// <summary>Completes waiting writes and closes the file.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // Readers first: closing the last connection checkpoints the log into the file.
        while (_idleReaders.TryTake(out var session))
        {
            session.Dispose();
        }

        _lane.Dispose();
    }

    /// <summary>Runs <paramref name="work"/> in a transaction, possibly with other writes. It must not throw after a change.</summary>
    /// <param name="work">The statements.</param>
    /// <param name="erases">True: the write deletes or overwrites content that must not remain in the file or its log.</param>
    /// <exception cref="GrainStoreException">The transaction failed; nothing was changed.</exception>
    internal Task<T> WriteAsync<T>(Func<SqliteSession, T> work, bool erases = false) => _lane.RunAsync(work, erases);

    /// <summary>Runs the read-only <paramref name="work"/> on the thread pool. It sees every write acknowledged before the call.</summary>
    /// <exception cref="GrainStoreException">The file cannot be read.</exception>
    internal async Task<T> ReadAsync<T>(Func<SqliteSession, T> work)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        await _readers.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(work)).ConfigureAwait(false);
        }
        catch (SqliteException error)
        {
            throw SqliteErrors.InOperation(Path, error);
        }
        finally
        {
            _readers.Release();
        }
    }

    private static void Prepare(string path, SqliteSession session)
    {
        // The first statement that reads the file, so it detects damage.
        var version = Convert.ToInt64(session.Scalar("PRAGMA user_version"), null);
        var application = Convert.ToInt64(session.Scalar("PRAGMA application_id"), null);
        var tables = Convert.ToInt64(session.Scalar("SELECT COUNT(*) FROM sqlite_master"), null);
        if (application != ApplicationId && tables > 0)
        {
            throw new BadInputException(path, "is a SQLite database, but not a grain store");
        }

        if (version > SchemaVersion)
        {
            throw new BadInputException(
                path, $"was written by a newer version (schema {version}; this version supports up to {SchemaVersion})");
        }

        session.Execute("PRAGMA journal_mode=WAL");
        if (version == 0)
        {
            session.Execute($"BEGIN IMMEDIATE;{Schema}PRAGMA application_id={ApplicationId};PRAGMA user_version={SchemaVersion};COMMIT");
        }
    }

    private T Read<T>(Func<SqliteSession, T> work)
    {
        if (!_idleReaders.TryTake(out var session))
        {
            session = new SqliteSession(Path, SqliteOpenMode.ReadWrite);
        }

        try
        {
            return work(session);
        }
        finally
        {
            if (Volatile.Read(ref _disposed) != 0)
            {
                session.Dispose();
            }
            else
            {
                _idleReaders.Add(session);
            }
        }
    }
}
