using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Grains.Storage;

/// <summary>The one thread that writes. Takes what waits, commits it together, then tells each writer.</summary>
internal sealed class WriteLane : IDisposable
{
    /// <summary>More writers than this wait to be let in.</summary>
    private const int Capacity = 4096;

    private const int LargestGroup = 512;

    private readonly Channel<Operation> waiting = Channel.CreateBounded<Operation>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly string path;
    private readonly SqliteSession session;
    private readonly Thread thread;

    public WriteLane(string path, SqliteSession session)
    {
        this.path = path;
        this.session = session;
        thread = new Thread(Run) { IsBackground = true, Name = "grain store" };
        thread.Start();
    }

    public async Task<T> RunAsync<T>(Func<SqliteSession, T> work)
    {
        var operation = new Operation<T>(work);
        try
        {
            await waiting.Writer.WriteAsync(operation).ConfigureAwait(false);
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
        waiting.Writer.TryComplete();
        thread.Join();
        session.Dispose();
    }

    private void Run()
    {
        var group = new List<Operation>(LargestGroup);
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < LargestGroup && waiting.Reader.TryRead(out var operation))
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

            foreach (var operation in group)
            {
                operation.Tell();
            }

            group.Clear();
        }
    }

    private bool TryCommit(List<Operation> group)
    {
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            foreach (var operation in group)
            {
                operation.Run(session);
            }

            session.Execute("COMMIT");
            return true;
        }
        catch (Exception exception)
        {
            try
            {
                session.Execute("ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself.
            }

            var told = exception is SqliteException error ? SqliteErrors.InOperation(path, error) : exception;
            group.ForEach(o => o.Failure = told);
            return false;
        }
    }

    private abstract class Operation
    {
        public Exception? Failure { get; set; }

        public abstract void Run(SqliteSession session);

        public abstract void Tell();
    }

    private sealed class Operation<T>(Func<SqliteSession, T> work) : Operation
    {
        private T result = default!;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Run(SqliteSession session)
        {
            Failure = null;
            result = work(session);
        }

        public override void Tell()
        {
            if (Failure is null)
            {
                Done.SetResult(result);
            }
            else
            {
                Done.SetException(Failure);
            }
        }
    }
}
