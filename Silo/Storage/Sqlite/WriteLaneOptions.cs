namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>How a <see cref="WriteLane"/> ends its transactions; tests replace the defaults.</summary>
internal sealed record WriteLaneOptions
{
    /// <summary>Commits the transaction of a session.</summary>
    public Action<SqliteSession> Commit { get; init; } = session => session.Execute("COMMIT");

    /// <summary>How long one attempt to cut the log waits for readers of the file.</summary>
    public TimeSpan CutPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between attempts to cut a log that could not be cut before the write was answered.</summary>
    public TimeSpan CutRetry { get; init; } = TimeSpan.FromSeconds(1);
}
