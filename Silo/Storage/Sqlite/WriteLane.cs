using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>The one thread that writes. Takes what waits, commits it together, then tells each writer.</summary>
internal sealed class WriteLane : IDisposable
{
    /// <summary>More writers than this wait to be let in.</summary>
    private const int Capacity = 4096;

    private const int LargestGroup = 512;

    private readonly Channel<Operation> _waiting = Channel.CreateBounded<Operation>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly string _path;
    private readonly SqliteSession _session;
    private readonly bool _erasesForGood;
    private readonly Thread _thread;
    private bool _logHoldsErased;

    public WriteLane(string path, SqliteSession session, bool erasesForGood = false)
    {
        _path = path;
        _session = session;
        _erasesForGood = erasesForGood;
        _thread = new Thread(Run) { IsBackground = true, Name = "grain store" };
        _thread.Start();
    }

    public async Task<T> RunAsync<T>(Func<SqliteSession, T> work, bool erases = false)
    {
        var operation = new Operation<T>(work) { Erases = erases };
        try
        {
            await _waiting.Writer.WriteAsync(operation).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(SqliteStore));
        }

        return await operation.Done.Task.ConfigureAwait(false);
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _thread.Join();
        _session.Dispose();
    }

    private void Run()
    {
        var group = new List<Operation>(LargestGroup);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && _waiting.Reader.TryRead(out var operation))
            {
                group.Add(operation);
            }

            if (!TryCommit(group) && group.Count > 1)
            {
                // One of them may be at fault (too large, say): each by itself, so that it fails alone.
                foreach (var operation in group)
                {
                    TryCommit([operation]);
                }
            }

            CutLog(group);
            foreach (var operation in group)
            {
                operation.Tell();
            }

            group.Clear();
        }
    }

    /// <summary>The log keeps what was there before: after an erasure it is folded into the file and cut to nothing.</summary>
    private void CutLog(List<Operation> group)
    {
        _logHoldsErased |= _erasesForGood && group.Exists(o => o.Erases && o.Failure is null);
        if (_logHoldsErased)
        {
            try
            {
                // First column: 1 if a reader was in the way for longer than the busy time-out.
                _logHoldsErased = Convert.ToInt64(_session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"), null) != 0;
            }
            catch (SqliteException)
            {
                // It is erased, only not overwritten yet: the next write tries again, and so does closing the file.
            }
        }
    }

    private bool TryCommit(List<Operation> group)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var operation in group)
            {
                operation.Run(_session);
            }

            _session.Execute("COMMIT");
            return true;
        }
        catch (Exception exception)
        {
            try
            {
                _session.Execute("ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself.
            }

            var told = exception is SqliteException error ? SqliteErrors.InOperation(_path, error) : exception;
            group.ForEach(o => o.Failure = told);
            return false;
        }
    }

    private abstract class Operation
    {
        public Exception? Failure { get; set; }

        public bool Erases { get; init; }

        public abstract void Run(SqliteSession session);

        public abstract void Tell();
    }

    private sealed class Operation<T>(Func<SqliteSession, T> work) : Operation
    {
        private T _result = default!;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(SqliteSession session)
        {
            Failure = null;
            _result = work(session);
        }

        public override void Tell()
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
}
