using System.Threading.Channels;
using FaceGrid.Grains.Interfaces;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// The writing thread of a store: commits waiting operations in groups, then completes each operation's task. After a commit of unknown
/// outcome it stops: pages that the disk did not take may be gone from memory too, so only recovery at the next start shows what is stored.
/// </summary>
internal sealed class WriteLane : IDisposable
{
    /// <summary>Capacity of the queue; further writers wait until it has space.</summary>
    private const int Capacity = 4096;

    private const int LargestGroup = 512;

    private readonly Channel<WriteOperation> _waiting =
        Channel.CreateBounded<WriteOperation>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly TaskCompletionSource<string> _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private readonly SqliteSession _session;
    private readonly WriteLaneOptions _options;
    private readonly ErasedLog _log;
    private readonly Thread _thread;

    /// <summary>Starts the thread, which then owns the session.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="session">The only session that writes.</param>
    /// <param name="log">The file's log.</param>
    /// <param name="options">Null: the defaults.</param>
    public WriteLane(string path, SqliteSession session, ErasedLog log, WriteLaneOptions options)
    {
        _path = path;
        _session = session;
        _log = log;
        _options = options;
        _thread = new Thread(Run) { IsBackground = true, Name = "grain store" };
        _thread.Start();
    }

    /// <summary>Completes with the reason when the lane has stopped after a failed commit or flush.</summary>
    public Task<string> Stopped => _stopped.Task;

    /// <summary>Queues an operation and waits for its commit.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    /// <exception cref="GrainStoreException">The transaction failed; nothing was changed.</exception>
    /// <exception cref="GridRequestException">
    /// The store has stopped, so the outcome is unknown; or the change is stored, and the log still holds what it erased.
    /// </exception>
    public async Task<T> RunAsync<T>(Func<SqliteSession, T> work, bool erases = false)
    {
        ThrowIfStopped();
        var operation = new WriteOperation<T>(work) { Erases = erases };
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

    /// <exception cref="GridRequestException">The lane has stopped.</exception>
    public void ThrowIfStopped()
    {
        if (_stopped.Task.IsCompleted)
        {
            throw SqliteErrors.Stopped(_path, _stopped.Task.Result);
        }
    }

    /// <summary>Completes waiting operations, then closes the connection, which must be the file's last.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _thread.Join();
        _session.Dispose();
        _log.Dispose();
    }

    private void Run()
    {
        var group = new List<WriteOperation>(LargestGroup);
        while (IsAnyWaiting())
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

            CutLog(group);
            foreach (var operation in group)
            {
                operation.Complete();
            }

            group.Clear();
        }
    }

    /// <summary>Waits for operations, and meanwhile for an opportunity to cut the log; false: the lane is closed.</summary>
    private bool IsAnyWaiting()
    {
        var waiting = _waiting.Reader.WaitToReadAsync().AsTask();
        while (_log.HoldsErased && !_stopped.Task.IsCompleted && !waiting.Wait(_options.CutRetry))
        {
            Cut(TimeSpan.Zero);
        }

        return waiting.GetAwaiter().GetResult();
    }

    private void CutLog(List<WriteOperation> group)
    {
        var erased = group.FindAll(o => o.Erases && o.Failure is null);
        if (erased.Count == 0 || _stopped.Task.IsCompleted)
        {
            return;
        }

        _log.HoldsErased = true;
        if (Cut(_options.CutPatience) is not null && Cut(_options.CutPatience) is { } reason)
        {
            erased.ForEach(o => o.Failure = _stopped.Task.IsCompleted
                ? SqliteErrors.Stopped(_path, reason)
                : SqliteErrors.LogNotCut(_path, reason));
        }
    }

    /// <returns>Null: the log is cut; else why it is not.</returns>
    private string? Cut(TimeSpan patience)
    {
        try
        {
            return _stopped.Task.IsCompleted ? _stopped.Task.Result : _log.TryCut(patience);
        }
        catch (SqliteException exception)
        {
            _stopped.TrySetResult(exception.Message);
            return exception.Message;
        }
    }

    private bool TryCommit(List<WriteOperation> group)
    {
        if (_stopped.Task.IsCompleted)
        {
            group.ForEach(o => o.Failure = SqliteErrors.Stopped(_path, _stopped.Task.Result));
            return false;
        }

        var isCommitting = false;
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var operation in group)
            {
                operation.Run(_session);
            }

            isCommitting = true;
            _options.Commit(_session);
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

            if (isCommitting && !SqliteErrors.IsDefinite(exception))
            {
                _stopped.TrySetResult(exception.Message);
                group.ForEach(o => o.Failure = SqliteErrors.Stopped(_path, exception.Message));
            }
            else
            {
                var failure = exception is SqliteException error ? SqliteErrors.InOperation(_path, error) : exception;
                group.ForEach(o => o.Failure = failure);
            }

            return false;
        }
    }
}
