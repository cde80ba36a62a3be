using System.Runtime.CompilerServices;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FaceGrid.Grains.Styling;

/// <inheritdoc cref="IStyleJobGrain"/>
/// <remarks>
/// Reentrant: it answers while a write is under way. Changes go through <see cref="Change"/>, one after the other, each from the last
/// durable record to the next; the run (the other file) is a task of this grain, not a request, and changes the record in the same way.
/// </remarks>
[Reentrant]
public sealed partial class StyleJobGrain : Grain, IStyleJobGrain, IRemindable
{
    private const string ReminderName = "run";

    /// <summary>How long an activation with a run is kept after each step, at least.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(30);

    private readonly IPersistentState<StyleJobState> state;
    private readonly IBlobStore blobs;
    private readonly RenderOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<StyleJobGrain> logger;
    private readonly StyleDevice? device;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly JobWatchers watchers = new();

    // What storage is known to hold.
    private StyleJobRecord? durable;
    private StyleJobRun? run;

    /// <summary>Why the job has paused itself, where storage could not even take that.</summary>
    private string? unwrittenPause;
    private BlobReference? preview;
    private int previewStep;

    public StyleJobGrain(
        [PersistentState("job", GridStorage.Name)] IPersistentState<StyleJobState> state,
        IBlobStore blobs,
        IOptions<RenderOptions> options,
        TimeProvider time,
        ILogger<StyleJobGrain> logger,
        IServiceProvider services)
    {
        this.state = state;
        this.blobs = blobs;
        this.options = options.Value;
        this.time = time;
        this.logger = logger;
        device = services.GetService<StyleDevice>();
    }

    private string Key => this.GetPrimaryKeyString();

    private string Tenant => GridKeys.TenantOf(Key);

    private string Name => GridKeys.NameOf(Key);

    private bool IsLive => run is { HasEnded: false };

    private IRenderSchedulerGrain Scheduler => GrainFactory.GetGrain<IRenderSchedulerGrain>(IRenderSchedulerGrain.Key);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        durable = state.State.Record;
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (run is { HasEnded: false } live)
        {
            // It stores a checkpoint after the step under way; the next activation goes on from there.
            live.RequestStop(StopRequest.Shutdown);
            await live.Task.WaitAsync(cancellationToken);
        }
    }

    public async Task<StyleJobSummary> Create(StyleJobSpecification specification)
    {
        await writing.WaitAsync();
        try
        {
            if (durable is null)
            {
                var now = time.GetUtcNow();
                var progress = new StyleJobProgress(0, specification.Steps, 0, 0, 0, [], [], 0, 0, null);
                var record = new StyleJobRecord(specification, StyleJobStatus.Queued, 0, now, progress, LossHistory.Empty, [], [], [], null);
                await Write(record.Say(now, specification.Origin is { } o ? $"queued as a fork of {o.Job} at step {o.Step}" : "queued"));
            }
            else if (durable.Specification.ContentKey != specification.ContentKey)
            {
                throw new GridRequestException(GridError.WrongJobState, Subject, "there is another job of this name");
            }

            return Summary(durable!);
        }
        finally
        {
            writing.Release();
        }
    }

    public Task<StyleJobSummary?> Summarize() => Task.FromResult(durable is null ? null : Summary(durable));

    public Task<StyleJobDescription?> Describe() => Task.FromResult(durable is not { } record ? null : new StyleJobDescription(
        Summary(record),
        record.Specification,
        record.Epoch,
        Progress(record),
        IsLive ? run!.Losses.ToHistory().Points : record.History.Points,
        record.Checkpoints,
        record.Results,
        unwrittenPause is null ? record.Messages : [.. record.Messages, new StyleJobMessage(time.GetUtcNow(), unwrittenPause)]));

    public async Task<bool> Start()
    {
        if (IsLive)
        {
            return run!.Stop == StopRequest.None;
        }

        if (options.Slots < 1 || device is null || durable is not { } record || !record.Status.IsOpen() || unwrittenPause is not null)
        {
            return false;
        }

        // First: a reminder too many does no harm, a running job without one would be forgotten with its silo.
        await this.RegisterOrUpdateReminder(ReminderName, options.ReminderPeriod, options.ReminderPeriod);
        var started = await Change(
            now => IsLive || !now.Status.IsOpen()
                ? null
                : (now with { Status = StyleJobStatus.Running, Epoch = now.Epoch + 1 }).Say(time.GetUtcNow(), now.Status switch
                {
                    StyleJobStatus.Running => "was interrupted; goes on",
                    _ when now.Epoch > 0 => "goes on",
                    _ => "started",
                }),
            now =>
            {
                run = new StyleJobRun(now.Epoch);
                run.Task = Run(run);
            });
        if (started is not null)
        {
            Tell();
        }

        return IsLive && run!.Stop == StopRequest.None;
    }

    public Task Yield()
    {
        run?.RequestStop(StopRequest.Yield);
        return Task.CompletedTask;
    }

    public async Task<StyleJobSummary> Pause()
    {
        await Change(record => record.Status switch
        {
            _ when record.Status.IsFinal() => throw HasEnded(record),
            StyleJobStatus.Paused => null,
            _ => (record with { Status = StyleJobStatus.Paused, Reason = null }).Say(time.GetUtcNow(), "paused"),
        });
        unwrittenPause = null;
        run?.RequestStop(StopRequest.Pause);
        Tell();
        return Summary(durable!);
    }

    public async Task<StyleJobSummary> Resume()
    {
        // An interrupted job is queued anew as well: that is how one that could not even write its pause goes on.
        await Change(record => record.Status switch
        {
            _ when record.Status.IsFinal() => throw HasEnded(record),
            StyleJobStatus.Paused => (record with { Status = StyleJobStatus.Queued, Reason = null }).Say(time.GetUtcNow(), "resumed"),
            StyleJobStatus.Running when unwrittenPause is { } why => (record with { Status = StyleJobStatus.Queued }).Say(time.GetUtcNow(), why, "resumed"),
            _ => null,
        });
        unwrittenPause = null;
        Tell();
        await Scheduler.Enqueue(Tenant, Name);
        return Summary(durable!);
    }

    public async Task<StyleJobSummary> Cancel()
    {
        await Change(record => record.Status switch
        {
            StyleJobStatus.Cancelled => null,
            _ when record.Status.IsFinal() => throw HasEnded(record),
            _ => (record with { Status = StyleJobStatus.Cancelled, Reason = null }).Say(time.GetUtcNow(), "cancelled"),
        });
        unwrittenPause = null;
        run?.RequestStop(StopRequest.Cancel);
        Tell();
        return Summary(durable!);
    }

    public async IAsyncEnumerable<StyleJobEvent> Watch(int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (durable is null)
        {
            throw Unknown();
        }

        var channel = watchers.Add(previewSide);
        try
        {
            var now = Now(durable);
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
            watchers.Remove(channel);
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (IsLive)
        {
            return;
        }

        if (unwrittenPause is { } why)
        {
            await PauseItself(why);
        }

        if (durable is { } record && record.Status.IsOpen())
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

    private GridRequestException HasEnded(StyleJobRecord record) =>
        new(GridError.WrongJobState, Subject, $"is {record.Status.ToString().ToLowerInvariant()} already");

    /// <summary>Takes the job from one durable record to the next. Null from <paramref name="change"/>: nothing to do.</summary>
    /// <param name="then">What belongs to the change; nothing else runs between the two.</param>
    /// <returns>The new record; null if there was nothing to do.</returns>
    private async Task<StyleJobRecord?> Change(Func<StyleJobRecord, StyleJobRecord?> change, Action<StyleJobRecord>? then = null)
    {
        await writing.WaitAsync();
        try
        {
            if (change(durable ?? throw Unknown()) is not { } after)
            {
                return null;
            }

            await Write(after);
            then?.Invoke(after);
            return after;
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task Write(StyleJobRecord record)
    {
        state.State = new StyleJobState { Record = record };
        try
        {
            await state.WriteStateAsync();
        }
        catch (InconsistentStateException)
        {
            // Another activation works on the job. What it wrote is the truth; this one ends.
            run?.RequestStop(StopRequest.Cancel);
            DeactivateOnIdle();
            throw;
        }
        catch
        {
            state.State = new StyleJobState { Record = durable };
            throw;
        }

        durable = record;
    }

    private StyleJobProgress Progress(StyleJobRecord record) => IsLive && run!.Progress is { } live ? live : record.Progress;

    private StyleJobSummary Summary(StyleJobRecord record)
    {
        var progress = Progress(record);
        var status = unwrittenPause is not null ? StyleJobStatus.Paused
            : record.Status == StyleJobStatus.Running && !IsLive ? StyleJobStatus.Queued
            : record.Status;
        return new StyleJobSummary(
            Tenant,
            Name,
            status,
            IsLive,
            record.Specification.Priority,
            record.Created,
            progress.Step,
            progress.Steps,
            progress.Step > 0 ? progress.Total : null,
            status == StyleJobStatus.Running ? progress.SecondsLeft : null,
            unwrittenPause ?? record.Reason);
    }

    private StyleJobEvent Now(StyleJobRecord record) => new(Summary(record), Progress(record), preview, previewStep);

    private void Tell()
    {
        if (durable is { } record)
        {
            watchers.Tell(Now(record));
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
            LogFailed(logger, exception, what, Key);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not {What} for style job {Job}; it will be tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string what, string job);
}
