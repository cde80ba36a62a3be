using System.Collections.Concurrent;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// The SQLite file with grain state and reminders, in write-ahead-log mode with <c>synchronous=FULL</c>. One dedicated thread executes all
/// writes; it commits waiting writes together in one transaction (group commit), so that they share one flush of the disk. Each write is
/// acknowledged after the commit, and a write that erases after the log was cut. Reads run concurrently on separate connections. The store
/// holds the lock of its folder (<see cref="DataFolderLock"/>), and only the owner can open its files.
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

    private readonly DataFolderLock _lock;
    private readonly WriteLane _lane;
    private readonly ConcurrentBag<SqliteSession> _idleReaders = [];
    private readonly SemaphoreSlim _readers = new(Readers);
    private int _disposed;

    private SqliteStore(string path, DataFolderLock folder, WriteLane lane)
    {
        Path = path;
        _lock = folder;
        _lane = lane;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>
    /// Completes with the reason when a commit or flush of unknown outcome has stopped the store; it refuses every operation afterwards.
    /// </summary>
    public Task<string> Stopped => _lane.Stopped;

    /// <summary>Locks the folder and opens the file; creates them if they are missing.</summary>
    /// <exception cref="DataFolderInUseException">Another process uses the folder, or this one has the file open.</exception>
    /// <exception cref="BadInputException">
    /// The file is damaged, is not a grain store, was written by a newer version, or cannot be opened or written.
    /// </exception>
    public static SqliteStore Open(string path) => Open(path, new WriteLaneOptions());

    /// <inheritdoc cref="Open(string)"/>
    internal static SqliteStore Open(string path, WriteLaneOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        path = System.IO.Path.GetFullPath(path);
        DataFolderLock? folder = null;
        SqliteSession? writer = null;
        try
        {
            // SQLite keeps the log beside the file that a symbolic link leads to.
            var real = RealPath.Of(path);
            folder = DataFolderLock.Acquire(System.IO.Path.GetDirectoryName(real)!, System.IO.Path.GetFileName(real));
            if (!Directory.Exists(real))
            {
                // The log and its index get the mode of the file.
                OwnerOnly.CreateFile(real);
            }

            // After a clean end there is no log.
            var wasKilled = File.Exists(real + "-wal");
            writer = new SqliteSession(path, SqliteOpenMode.ReadWriteCreate);
            Prepare(path, writer);
            var log = new ErasedLog(real, writer) { HoldsErased = wasKilled };
            if (wasKilled)
            {
                log.TryCut(TimeSpan.Zero);
            }

            return new SqliteStore(path, folder, new WriteLane(path, writer, log, options));
        }
        catch (Exception exception)
        {
            writer?.Dispose();
            folder?.Dispose();
            throw exception switch
            {
                SqliteException error => SqliteErrors.AtOpen(path, error),
                BadInputException { Subject: var subject } fault when subject != path => Unusable(path, fault.Message, fault),
                IOException or UnauthorizedAccessException => Unusable(path, exception.Message, exception),
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
        _lock.Dispose();
    }

    /// <summary>Runs <paramref name="work"/> in a transaction, possibly with other writes. It must not throw after a change.</summary>
    /// <param name="work">The statements.</param>
    /// <param name="erases">True: the write deletes or overwrites content that must not remain in the file or its log.</param>
    /// <exception cref="GrainStoreException">The transaction failed; nothing was changed.</exception>
    /// <exception cref="GridRequestException">The outcome is unknown, or erased content is still in the log.</exception>
    internal Task<T> WriteAsync<T>(Func<SqliteSession, T> work, bool erases = false) => _lane.RunAsync(work, erases);

    /// <summary>Runs the read-only <paramref name="work"/> on the thread pool. It sees every write acknowledged before the call.</summary>
    /// <exception cref="GrainStoreException">The file cannot be read.</exception>
    /// <exception cref="GridRequestException">The store has stopped.</exception>
    internal async Task<T> ReadAsync<T>(Func<SqliteSession, T> work)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        _lane.ThrowIfStopped();
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

    private static BadInputException Unusable(string path, string reason, Exception cause) =>
        new(path, $"the grain store cannot be opened or created ({reason})", cause);

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
