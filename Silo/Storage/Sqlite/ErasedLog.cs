using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// The write-ahead log of a file, which keeps erased content until it is checkpointed into the file, where <c>secure_delete</c> overwrites
/// it, and truncated.
/// </summary>
internal sealed class ErasedLog(SqliteSession session)
{
    private const int Busy = 5;
    private const int Locked = 6;

    /// <summary>True: the log may hold erased content. At first it may, from a process that was killed.</summary>
    public bool HoldsErased { get; set; } = true;

    /// <summary>Checkpoints and truncates the log.</summary>
    /// <param name="patience">How long to wait for readers of the file.</param>
    /// <returns>False: a reader was still using the log, which stays as it is.</returns>
    /// <exception cref="SqliteException">The file or its log could not be written or flushed.</exception>
    public bool TryCut(TimeSpan patience)
    {
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout={(int)patience.TotalMilliseconds}"));
        try
        {
            // First column: 1 if a reader blocked the checkpoint for longer than the busy time-out.
            HoldsErased = Convert.ToInt64(session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"), null) != 0;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is Busy or Locked)
        {
            HoldsErased = true;
        }
        finally
        {
            session.Execute(SqliteSession.BusyTimeout);
        }

        return !HoldsErased;
    }
}
