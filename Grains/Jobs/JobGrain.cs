using System.Runtime.CompilerServices;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Jobs;

/// <summary>The operations that jobs of all kinds have in common. The run itself is a <see cref="JobRunner"/>.</summary>
/// <remarks>
/// Reentrant: questions are answered during a write. Changes of the record are made by <see cref="JobLedger"/>, one after the other; the
/// run is a task of this grain, not a request, and changes the record in the same way.
/// </remarks>
[Compute.NeedsDevice]
public abstract partial class JobGrain : Grain, IJobGrain, IRemindable
{
    private const string ReminderName = "run";

    private readonly IPersistentState<JobState> _state;
    private readonly JobOptions _options;
    private readonly TimeProvider _time;
    private readonly JobWatchers _watchers = new();
    private readonly JobLedger _ledger;
    private readonly JobPreviews _previews;
    private readonly BestEffort _effort;

    private protected JobGrain(IPersistentState<JobState> state, IServiceProvider services)
    {
        var key = this.GetPrimaryKeyString();
        _state = state;
        BlobStore = services.GetRequiredService<IBlobStore>();
        _options = services.GetRequiredService<IOptions<JobOptions>>().Value;
        _time = services.GetRequiredService<TimeProvider>();
        _effort = new BestEffort(services.GetRequiredService<ILogger<JobGrain>>(), key);
        _ledger = new JobLedger(key, _time, (changed, former) => this.Write(_state, changed, former));
        _previews = new JobPreviews(key, BlobStore, _options, _time);
        Device = services.GetService<JobDevice>();
    }

    private protected IBlobStore BlobStore { get; }

    /// <summary>Null: this process lists and changes jobs, but cannot run them.</summary>
    private protected JobDevice? Device { get; }

    private IJobSchedulerGrain Scheduler => GrainFactory.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _ledger.Load(_state.State);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_ledger.Run is { HasEnded: false } live)
        {
            // The run stores a checkpoint after its current step; the next activation resumes there.
            live.RequestStop(StopRequest.Shutdown);
            await live.Task.WaitAsync(cancellationToken);
        }
    }

    public Task<JobSummary> Create(JobSpecification specification) => _ledger.Exclusive(async () =>
    {
        if (_ledger.Record is not { } existing)
        {
            var now = _time.GetUtcNow();
            var progress = new JobProgress(0, specification.Steps, 0, 0, 0, [], [], 0, 0, null);
            var record = new JobRecord(specification, JobStatus.Queued, 0, now, progress, LossHistory.Empty, [], [], [], null);
            await _ledger.Write(record.WithLogEntries(
                now, specification.Origin is { } origin ? $"queued as a fork of {origin.Job} at step {origin.Step}" : "queued"));
        }
        else if (existing.Specification.ContentKey != specification.ContentKey)
        {
            throw WrongState("there is another job of this name");
        }

        return _ledger.Summary(_ledger.Record!);
    });

    public Task<JobSummary?> Summarize() => Task.FromResult(_ledger.Record is { } record ? _ledger.Summary(record) : null);

    public Task<JobDescription?> Describe() => Task.FromResult(_ledger.Record is { } record ? _ledger.Describe(record) : null);

    public async Task<bool> Start()
    {
        if (_ledger.IsLive)
        {
            return _ledger.Run!.Stop == StopRequest.None;
        }

        if (_options.Slots < 1 || Engine is null || _ledger.Record is not { } record || !record.Status.IsOpen()
            || _ledger.UnwrittenPause is not null)
        {
            return false;
        }

        // Before the start: a superfluous reminder does no harm, but a running job without one would not be resumed after its silo's death.
        await this.RegisterOrUpdateReminder(ReminderName, _options.ReminderPeriod, _options.ReminderPeriod);
        var started = await _ledger.Change(
            now => _ledger.IsLive || !now.Status.IsOpen()
                ? null
                : (now with { Status = JobStatus.Running, Epoch = now.Epoch + 1 }).WithLogEntries(_time.GetUtcNow(), now.Status switch
                {
                    JobStatus.Running => "interrupted; resumed",
                    _ when now.Epoch > 0 => "continued",
                    _ => "started",
                }),
            now => _ledger.Run = StartRun(now.Epoch));
        if (started is not null)
        {
            NotifyWatchers();
        }

        return _ledger.IsLive && _ledger.Run!.Stop == StopRequest.None;
    }

    public Task Yield()
    {
        _ledger.Run?.RequestStop(StopRequest.Yield);
        return Task.CompletedTask;
    }

    public async Task<JobSummary> Pause()
    {
        await _ledger.Change(record => record.Status switch
        {
            _ when record.Status.IsFinal() => throw HasEnded(record),
            JobStatus.Paused => null,
            _ => (record with { Status = JobStatus.Paused, Reason = null }).WithLogEntries(_time.GetUtcNow(), "paused"),
        });
        return Stopped(StopRequest.Pause);
    }

    public async Task<JobSummary> Resume()
    {
        // An interrupted job is queued again as well: that is how a job whose pause could not be stored is resumed.
        await _ledger.Change(record => record.Status switch
        {
            _ when record.Status.IsFinal() => throw HasEnded(record),
            JobStatus.Paused => (record with { Status = JobStatus.Queued, Reason = null }).WithLogEntries(_time.GetUtcNow(), "resumed"),
            JobStatus.Running when _ledger.UnwrittenPause is { } why =>
                (record with { Status = JobStatus.Queued }).WithLogEntries(_time.GetUtcNow(), why, "resumed"),
            _ => null,
        });
        _ledger.UnwrittenPause = null;
        NotifyWatchers();
        await Scheduler.Enqueue(_ledger.Tenant, _ledger.Name);
        return _ledger.Summary(_ledger.Record!);
    }

    public async Task<JobSummary> Cancel()
    {
        await _ledger.Change(record => record.Status switch
        {
            JobStatus.Cancelled => null,
            _ when record.Status.IsFinal() => throw HasEnded(record),
            _ => (record with { Status = JobStatus.Cancelled, Reason = null }).WithLogEntries(_time.GetUtcNow(), "cancelled"),
        });
        return Stopped(StopRequest.Cancel);
    }

    public Task<IReadOnlyList<BlobReference>> Blobs() => Task.FromResult<IReadOnlyList<BlobReference>>(_ledger.Record?.Blobs() ?? []);

    public Task Erase(IReadOnlyList<string> keep) => _ledger.Exclusive(async () =>
    {
        if (_ledger.Record is { } record && (!record.Status.IsFinal() || _ledger.IsLive))
        {
            throw WrongState("has not ended; cancel it first");
        }

        // The record last: only it names the blobs.
        foreach (var blob in (await Blobs()).Concat(_previews.All).Where(b => !keep.Contains(b.Sha256)).ToList())
        {
            await BlobStore.Delete(blob);
        }

        if (_state.RecordExists)
        {
            await this.EndUnlessDefinite(_state.ClearStateAsync());
        }

        _ledger.Clear();
        _previews.Clear();
        return true;
    });

    public async IAsyncEnumerable<JobEvent> Watch(int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_ledger.Record is not { } record)
        {
            throw _ledger.Unknown();
        }

        var channel = _watchers.Add(previewSide);
        try
        {
            JobWatchers.Send(channel, Event(record));
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
        if (_ledger.IsLive)
        {
            return;
        }

        if (_ledger.UnwrittenPause is { } why)
        {
            await _ledger.PauseAfterFault(why, run: null, _effort);
        }

        if (_ledger.Record is { } record && record.Status.IsOpen())
        {
            // Not awaited: the scheduler may start this very job.
            _ = _effort.Try("queue", () => Scheduler.Enqueue(_ledger.Tenant, _ledger.Name));
        }
        else
        {
            await UnregisterReminder();
        }
    }

    private GridRequestException HasEnded(JobRecord record) => WrongState($"is {record.Status.ToString().ToLowerInvariant()} already");

    private GridRequestException WrongState(string reason) => new(GridError.WrongJobState, _ledger.Subject, reason);

    private JobSummary Stopped(StopRequest stop)
    {
        _ledger.UnwrittenPause = null;
        _ledger.Run?.RequestStop(stop);
        NotifyWatchers();
        return _ledger.Summary(_ledger.Record!);
    }
}
