using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>The writing thread of a store: commits waiting operations in groups, then completes each operation's task.</summary>
internal sealed class WriteLane : IDisposable
{
    /// <summary>Capacity of the queue; further writers wait until it has space.</summary>
    private const int Capacity = 4096;

    private const int LargestGroup = 512;

    private readonly Channel<Operation> _waiting =
        Channel.CreateBounded<Operation>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly string _path;
    private readonly SqliteSession _session;
    private readonly bool _erasesForGood;
    private readonly Thread _thread;
    private bool _logHoldsErased;

    /// <summary>Starts the thread, which then owns the session.</summary>
    public WriteLane(string path, SqliteSession session, bool erasesForGood = false)
    {
        _path = path;
        _session = session;
        _erasesForGood = erasesForGood;
        _thread = new Thread(Run) { IsBackground = true, Name = "grain store" };
        _thread.Start();
    }

    /// <summary>Queues an operation and waits for its commit.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="GrainStoreException">The transaction failed; nothing was changed.</exception>
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

    /// <summary>Completes waiting operations, then closes the connection.</summary>
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
                // One operation may be the cause (a value that is too large, for example): commit each separately, so that only it fails.
                foreach (var operation in group)
                {
                    TryCommit([operation]);
                }
            }

            TruncateLog(group);
            foreach (var operation in group)
            {
                operation.Complete();
            }

            group.Clear();
        }
    }

    /// <summary>After an erasure, checkpoints the log into the file and truncates it: it still contains the erased content.</summary>
    private void TruncateLog(List<Operation> group)
    {
        _logHoldsErased |= _erasesForGood && group.Exists(o => o.Erases && o.Failure is null);
        if (_logHoldsErased)
        {
            try
            {
                // First column: 1 if a reader blocked the checkpoint for longer than the busy time-out.
                _logHoldsErased = Convert.ToInt64(_session.Scalar("PRAGMA wal_checkpoint(TRUNCATE)"), null) != 0;
            }
            catch (SqliteException)
            {
                // The content is deleted but not yet overwritten: the next write tries again, and so does closing the file.
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

            var failure = exception is SqliteException error ? SqliteErrors.InOperation(_path, error) : exception;
            group.ForEach(o => o.Failure = failure);
            return false;
        }
    }

    private abstract class Operation
    {
        public Exception? Failure { get; set; }

        public bool Erases { get; init; }

        public abstract void Run(SqliteSession session);

        public abstract void Complete();
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
}
