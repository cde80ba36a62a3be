namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>A write that waits for its transaction.</summary>
internal abstract class WriteOperation
{
    /// <summary>Why the write failed; null: it was committed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>True: the write deletes or overwrites content that must not remain in the file or its log.</summary>
    public bool Erases { get; init; }

    /// <summary>Executes the statements within a transaction; possibly a second time, after a rollback.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Completes the caller's task.</summary>
    public abstract void Complete();
}

/// <inheritdoc cref="WriteOperation"/>
internal sealed class WriteOperation<T>(Func<SqliteSession, T> work) : WriteOperation
{
    private T _result = default!;

    /// <summary>The result, after the commit.</summary>
    public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public override void Run(SqliteSession session)
    {
        Failure = null;
        _result = work(session);
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        if (Failure is null)
        {
            Done.SetResult(_result);
        }
        else
        {
            Done.SetException(Failure);
        }
    }
}
