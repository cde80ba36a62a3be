using System.Runtime.CompilerServices;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>What jobs of all kinds have in common: their lives, their log, their watchers.</summary>
/// <remarks>
/// Reentrant: it answers while a write is under way. Changes go through <see cref="Change"/>, one after the other, each from the last
/// durable record to the next; the run (the other file) is a task of this grain, not a request, and changes the record in the same way.
/// </remarks>
[Compute.NeedsDevice]
public abstract partial class JobGrain : Grain, IJobGrain, IRemindable
{
    private const string ReminderName = "run";

    /// <summary>How long an activation with a run is kept after each step, at least.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(30);

    private readonly IPersistentState<JobState> _state;
    private readonly JobOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<JobGrain> _logger;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly JobWatchers _watchers = new();

    // What storage is known to hold.
    private JobRecord? _durable;
    private JobRun? _run;

    /// <summary>Why the job has paused itself, where storage could not even take that.</summary>
    private string? _unwrittenPause;
    private BlobReference? _preview;
    private int _previewStep;

    private protected JobGrain(IPersistentState<JobState> state, IServiceProvider services)
    {
        _state = state;
        BlobStore = services.GetRequiredService<IBlobStore>();
        _options = services.GetRequiredService<IOptions<JobOptions>>().Value;
        _time = services.GetRequiredService<TimeProvider>();
        _logger = services.GetRequiredService<ILogger<JobGrain>>();
        Device = services.GetService<JobDevice>();
    }

    private protected IBlobStore BlobStore { get; }

    /// <summary>Null: this process looks at jobs and changes them, but has nothing to run them with.</summary>
    private protected JobDevice? Device { get; }

    /// <summary>This machine has an engine for such jobs.</summary>
    private protected abstract bool CanRun { get; }

    /// <summary>What comes out of it, for the log.</summary>
    private protected abstract string Product { get; }

    /// <summary>What <see cref="JobSpecification.NetworkVersion"/> is the version of, for the log.</summary>
    private protected abstract string Tools { get; }

    private string Key => this.GetPrimaryKeyString();

    private string Tenant => GridKeys.TenantOf(Key);

    private string Name => GridKeys.NameOf(Key);

    private bool IsLive => _run is { HasEnded: false };

    private IJobSchedulerGrain Scheduler => GrainFactory.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = _state.State.Record;
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_run is { HasEnded: false } live)
        {
            // It stores a checkpoint after the step under way; the next activation goes on from there.
            live.RequestStop(StopRequest.Shutdown);
            await live.Task.WaitAsync(cancellationToken);
        }
    }

    public async Task<JobSummary> Create(JobSpecification specification)
    {
        await _writing.WaitAsync();
        try
        {
            if (_durable is null)
            {
                var now = _time.GetUtcNow();
                var progress = new JobProgress(0, specification.Steps, 0, 0, 0, [], [], 0, 0, null);
                var record = new JobRecord(specification, JobStatus.Queued, 0, now, progress, LossHistory.Empty, [], [], [], null);
                await Write(record.Say(now, specification.Origin is { } o ? $"queued as a fork of {o.Job} at step {o.Step}" : "queued"));
            }
            else if (_durable.Specification.ContentKey != specification.ContentKey)
            {
                throw new GridRequestException(GridError.WrongJobState, Subject, "there is another job of this name");
            }

            return Summary(_durable!);
        }
        finally
        {
            _writing.Release();
        }
    }

    public Task<JobSummary?> Summarize() => Task.FromResult(_durable is null ? null : Summary(_durable));

    public Task<JobDescription?> Describe() => Task.FromResult(_durable is not { } record ? null : new JobDescription(
        Summary(record),
        record.Specification,
        record.Epoch,
        Progress(record),
        IsLive ? _run!.Losses.ToHistory().Points : record.History.Points,
        record.Checkpoints,
        record.Results,
        _unwrittenPause is null ? record.Messages : [.. record.Messages, new JobMessage(_time.GetUtcNow(), _unwrittenPause)]));

    public async Task<bool> Start()
    {
        if (IsLive)
        {
            return _run!.Stop == StopRequest.None;
        }

        if (_options.Slots < 1 || !CanRun || _durable is not { } record || !record.Status.IsOpen() || _unwrittenPause is not null)
        {
            return false;
        }

        // First: a reminder too many does no harm, a running job without one would be forgotten with its silo.
        await this.RegisterOrUpdateReminder(ReminderName, _options.ReminderPeriod, _options.ReminderPeriod);
        var started = await Change(
            now => IsLive || !now.Status.IsOpen()
                ? null
                : (now with { Status = JobStatus.Running, Epoch = now.Epoch + 1 }).Say(_time.GetUtcNow(), now.Status switch
                {
                    JobStatus.Running => "was interrupted; goes on",
                    _ when now.Epoch > 0 => "goes on",
                    _ => "started",
                }),
            now =>
            {
                _run = new JobRun(now.Epoch);
                _run.Task = Run(_run);
            });
        if (started is not null)
        {
            Tell();
        }

        return IsLive && _run!.Stop == StopRequest.None;
    }

    public Task Yield()
    {
        _run?.RequestStop(StopRequest.Yield);
        return Task.CompletedTask;
    }

    public async Task<JobSummary> Pause()
    {
        await Change(record => record.Status switch
        {
            _ when record.Status.IsFinal() => throw HasEnded(record),
            JobStatus.Paused => null,
            _ => (record with { Status = JobStatus.Paused, Reason = null }).Say(_time.GetUtcNow(), "paused"),
        });
        _unwrittenPause = null;
        _run?.RequestStop(StopRequest.Pause);
        Tell();
        return Summary(_durable!);
    }

    public async Task<JobSummary> Resume()
    {
        // An interrupted job is queued anew as well: that is how one that could not even write its pause goes on.
        await Change(record => record.Status switch
        {
            _ when record.Status.IsFinal() => throw HasEnded(record),
            JobStatus.Paused => (record with { Status = JobStatus.Queued, Reason = null }).Say(_time.GetUtcNow(), "resumed"),
            JobStatus.Running when _unwrittenPause is { } why => (record with { Status = JobStatus.Queued }).Say(_time.GetUtcNow(), why, "resumed"),
            _ => null,
        });
        _unwrittenPause = null;
        Tell();
        await Scheduler.Enqueue(Tenant, Name);
        return Summary(_durable!);
    }

    public async Task<JobSummary> Cancel()
    {
        await Change(record => record.Status switch
        {
            JobStatus.Cancelled => null,
            _ when record.Status.IsFinal() => throw HasEnded(record),
            _ => (record with { Status = JobStatus.Cancelled, Reason = null }).Say(_time.GetUtcNow(), "cancelled"),
        });
        _unwrittenPause = null;
        _run?.RequestStop(StopRequest.Cancel);
        Tell();
        return Summary(_durable!);
    }

    public Task<IReadOnlyList<BlobReference>> Blobs() => Task.FromResult<IReadOnlyList<BlobReference>>(_durable is not { } record ? [] :
    [
        .. record.Specification.Images.Select(i => i.Blob),
        .. record.Specification.Origin is { } origin ? [origin.Checkpoint] : Array.Empty<BlobReference>(),
        .. record.Checkpoints.Select(c => c.Blob),
        .. record.Results.Select(r => r.Blob),
    ]);

    public async Task Erase(IReadOnlyList<string> keep)
    {
        await _writing.WaitAsync();
        try
        {
            if (_durable is { } record && (!record.Status.IsFinal() || IsLive))
            {
                throw new GridRequestException(GridError.WrongJobState, Subject, "has not ended; cancel it first");
            }

            // The record last: it alone knows the blobs.
            foreach (var blob in (await Blobs()).Concat(_previews).Where(b => !keep.Contains(b.Sha256)))
            {
                await BlobStore.Delete(blob);
            }

            if (_state.RecordExists)
            {
                await this.EndOnConflict(_state.ClearStateAsync());
            }

            (_durable, _run, _preview, _unwrittenPause) = (null, null, null, null);
            _previews.Clear();
        }
        finally
        {
            _writing.Release();
        }
    }

    public async IAsyncEnumerable<JobEvent> Watch(int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_durable is null)
        {
            throw Unknown();
        }

        var channel = _watchers.Add(previewSide);
        try
        {
            var now = Now(_durable);
            channel.Writer.TryWrite(now);
            if (now.Summary.Status.IsFinal())
            {
                channel.Writer.TryComplete();
            }

            await foreach (var next in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return next;
            }
        }
        finally
        {
            _watchers.Remove(channel);
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (IsLive)
        {
            return;
        }

        if (_unwrittenPause is { } why)
        {
            await PauseItself(why);
        }

        if (_durable is { } record && record.Status.IsOpen())
        {
            // Not waited for: the scheduler may well start this very job.
            _ = Quietly("queue", () => Scheduler.Enqueue(Tenant, Name));
        }
        else
        {
            await ForgetReminder();
        }
    }

    private string Subject => $"job '{Name}'";

    private GridRequestException Unknown() => new(GridError.UnknownJob, Subject, "there is no such job");

    private GridRequestException HasEnded(JobRecord record) =>
        new(GridError.WrongJobState, Subject, $"is {record.Status.ToString().ToLowerInvariant()} already");

    /// <summary>Takes the job from one durable record to the next. Null from <paramref name="change"/>: nothing to do.</summary>
    /// <param name="then">What belongs to the change; nothing else runs between the two.</param>
    /// <returns>The new record; null if there was nothing to do.</returns>
    private async Task<JobRecord?> Change(Func<JobRecord, JobRecord?> change, Action<JobRecord>? then = null)
    {
        await _writing.WaitAsync();
        try
        {
            if (change(_durable ?? throw Unknown()) is not { } after)
            {
                return null;
            }

            await Write(after);
            then?.Invoke(after);
            return after;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task Write(JobRecord record)
    {
        try
        {
            await this.Write(_state, new JobState { Record = record }, new JobState { Record = _durable });
        }
        catch (InconsistentStateException)
        {
            // Another activation works on the job.
            _run?.RequestStop(StopRequest.Cancel);
            throw;
        }

        _durable = record;
    }

    private JobProgress Progress(JobRecord record) => IsLive && _run!.Progress is { } live ? live : record.Progress;

    private JobSummary Summary(JobRecord record)
    {
        var progress = Progress(record);
        var status = _unwrittenPause is not null ? JobStatus.Paused
            : record.Status == JobStatus.Running && !IsLive ? JobStatus.Queued
            : record.Status;
        return new JobSummary(
            Tenant,
            Name,
            status,
            IsLive,
            record.Specification.Priority,
            record.Created,
            progress.Step,
            progress.Steps,
            progress.Step > 0 ? progress.Total : null,
            status == JobStatus.Running ? progress.SecondsLeft : null,
            _unwrittenPause ?? record.Reason,
            status.IsFinal() && record.Messages.Count > 0 ? record.Messages[^1].At : null);
    }

    private JobEvent Now(JobRecord record) => new(Summary(record), Progress(record), _preview, _previewStep);

    private void Tell()
    {
        if (_durable is { } record)
        {
            _watchers.Tell(Now(record));
        }
    }

    private async Task ForgetReminder() => await Quietly("forget the reminder", async () =>
    {
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    });

    /// <summary>For what is worth trying and will be made up for otherwise if it fails.</summary>
    private async Task Quietly(string what, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception)
        {
            LogFailed(_logger, exception, what, Key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not {What} for job {Job}; it will be tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string what, string job);
}
