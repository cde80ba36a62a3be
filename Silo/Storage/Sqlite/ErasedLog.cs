using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// What a file and its write-ahead log keep of erased content: the log has it until it is checkpointed into the file and truncated, and the
/// file until its unused bytes are overwritten.
/// </summary>
internal sealed class ErasedLog(string path, SqliteSession session) : IDisposable
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;
    private const string InUse = "another program reads the file";

    // Open as long as the connections: to close a second descriptor of the file would release their locks.
    private SafeFileHandle? _file;

    /// <summary>True: the file or its log may hold erased content.</summary>
    public bool HoldsErased { get; set; }

    private bool HasLog => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    /// <summary>Checkpoints and truncates the log, and overwrites the unused bytes of the file.</summary>
    /// <param name="patience">How long to wait for readers of the file.</param>
    /// <returns>Null: done; else why not: a reader was still using the log, or the disk has no room for its content.</returns>
    /// <exception cref="SqliteException">The file or its log could not be written or flushed.</exception>
    public string? TryCut(TimeSpan patience)
    {
        HoldsErased = true;
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={(int)patience.TotalMilliseconds}"));
        try
        {
            // First column: 1 if a reader blocked the checkpoint for longer than the busy time-out.
            if (Convert.ToInt64(session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"), null) != 0 || !OverwriteUnused())
            {
                return InUse;
            }

            HoldsErased = false;
            return null;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Locked or Full)
        {
            return exception.SqliteErrorCode == Full ? "the disk is full" : InUse;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
        finally
        {
            session.Execute(SqliteSession.BusyTimeout);
        }
    }

    /// <summary>Closes the file; after the last connection.</summary>
    public void Dispose() => _file?.Dispose();

    /// <returns>False: another program has written since the log was cut.</returns>
    private bool OverwriteUnused()
    {
        // Until the end of this transaction no other program writes, and there is no log to be copied into the file.
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            if (HasLog)
            {
                return false;
            }

            _file ??= File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            new UnusedBytes(_file).Overwrite();
            return true;
        }
        finally
        {
            session.Execute("ROLLBACK");

            // Pages in memory have the former bytes, and would be written with them.
            session.Execute("PRAGMA shrink_memory");
        }
    }
}
