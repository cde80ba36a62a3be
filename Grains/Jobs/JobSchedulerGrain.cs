using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FaceGrid.Grains.Jobs;

/// <inheritdoc cref="IJobSchedulerGrain"/>
/// <remarks>
/// Durable is only who was served how much. The rest is asked for: a new activation asks every tenant's queue for its open jobs, so that no
/// crash can make it believe what is not so. In storage it keeps the name that it had when there were renders only.
/// </remarks>
[GrainType("renderscheduler")]
public sealed partial class JobSchedulerGrain(
    [PersistentState("scheduler", GridStorage.Name)] IPersistentState<JobSchedulerState> state,
    IOptions<JobOptions> options,
    IOptions<TenantLimits> limits,
    IServiceProvider services,
    ILogger<JobSchedulerGrain> logger) : Grain, IJobSchedulerGrain, IRemindable
{
    private const string ReminderName = "tend";

    private readonly Dictionary<string, JobEntry> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobEntry> running = new(StringComparer.Ordinal);
    private readonly HashSet<string> yielding = new(StringComparer.Ordinal);
    private Dictionary<string, double> service = [];
    private HashSet<string> durableTenants = [];
    private bool isRebuilt;
    private bool hasReminder;

    // Registered by silos of a cluster only.
    private readonly IJobSlots? slots = services.GetService<IJobSlots>();

    private bool Runs => slots is not null || options.Value.Slots > 0;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        service = new Dictionary<string, double>(state.State.Service);
        durableTenants = [.. service.Keys];
        if (Runs)
        {
            this.RegisterGrainTimer(Tend, new GrainTimerCreationOptions(options.Value.TendPeriod, options.Value.TendPeriod) { KeepAlive = true });
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // From now on another silo tells.
        GridInstruments.Jobs(0, 0);
        return Task.CompletedTask;
    }

    public async Task Register(string tenant)
    {
        if (!durableTenants.Contains(tenant))
        {
            service.TryAdd(tenant, 0);
            await Write();
        }
    }

    public async Task Enqueue(string tenant, string job)
    {
        await Register(tenant);
        if (!Runs)
        {
            return;
        }

        var isKnown = isRebuilt;
        await Rebuild();
        if (isKnown)
        {
            await Add(tenant, job);
        }

        await Dispatch();
    }

    public async Task<bool> Report(string tenant, string job, double seconds)
    {
        await Rebuild();
        await Count(tenant, seconds);
        var key = GridKeys.Job(tenant, job);
        if (!running.ContainsKey(key))
        {
            await Add(tenant, job);
        }

        if (!running.TryGetValue(key, out var entry))
        {
            return false;
        }

        if (yielding.Contains(key))
        {
            return true;
        }

        if (JobOrder.IsOwed(entry, WithinLimit(), service, options.Value.Slice))
        {
            yielding.Add(key);
            return true;
        }

        return false;
    }

    public async Task Release(string tenant, string job, double seconds)
    {
        await Count(tenant, seconds);
        await Rebuild();
        await Add(tenant, job);
        await Dispatch();
    }

    public async Task<JobOverview> Recover()
    {
        isRebuilt = false;
        await Rebuild();
        await Dispatch();
        return Now();
    }

    public async Task<JobOverview> Overview()
    {
        await Rebuild();
        return Now();
    }

    public Task<IReadOnlyList<string>> Tenants() => Task.FromResult<IReadOnlyList<string>>([.. durableTenants]);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Recover();

    private IJobGrain Job(string key) => GrainFactory.GetJob(key);

    private JobOverview Now() => new([.. running.Keys], [.. JobOrder.Order(waiting.Values, service).Select(e => e.Key)], new Dictionary<string, double>(service));

    private async Task Tend(CancellationToken cancellationToken)
    {
        await Rebuild();
        foreach (var entry in running.Values.ToList())
        {
            // A silo that died has taken its jobs along: whoever asks for them wakes them elsewhere, not running.
            if (await Job(entry.Key).Summarize() is { IsLive: false } lost)
            {
                LogLost(logger, entry.Key);
                Place(lost);
            }
        }

        await Dispatch();
    }

    private async Task Rebuild()
    {
        if (isRebuilt)
        {
            return;
        }

        running.Clear();
        waiting.Clear();
        yielding.Clear();
        var open = await Task.WhenAll(durableTenants.Select(t => GrainFactory.GetGrain<IJobQueueGrain>(t).ListOpen()));
        foreach (var job in open.SelectMany(jobs => jobs))
        {
            Place(job);
        }

        isRebuilt = true;
    }

    private async Task Add(string tenant, string job)
    {
        if (await Job(GridKeys.Job(tenant, job)).Summarize() is { } summary)
        {
            Place(summary);
        }
    }

    /// <summary>A live job has a device, whatever its status; another that is open wants one; the rest want nothing.</summary>
    private void Place(JobSummary job)
    {
        var entry = JobEntry.Of(job);
        waiting.Remove(entry.Key);
        if (job.IsLive)
        {
            running[entry.Key] = entry;
            return;
        }

        Remove(entry.Key);
        if (!job.Status.IsOpen())
        {
            return;
        }

        var others = waiting.Values.Concat(running.Values).ToList();
        if (others.Count > 0 && others.TrueForAll(e => e.Tenant != job.Tenant))
        {
            // Idle time is not saved up: who comes back does not shut out those who were there.
            service[job.Tenant] = Math.Max(service.GetValueOrDefault(job.Tenant), others.Min(e => service.GetValueOrDefault(e.Tenant)));
        }

        waiting[entry.Key] = entry;
    }

    private bool IsAtLimit(string tenant) => limits.Value.JobsAtOnce(tenant) is > 0 and var most && running.Values.Count(e => e.Tenant == tenant) >= most;

    /// <summary>Jobs that could have a device if there were one.</summary>
    private List<JobEntry> WithinLimit() => [.. waiting.Values.Where(e => !IsAtLimit(e.Tenant))];

    private void Remove(string key)
    {
        running.Remove(key);
        yielding.Remove(key);
    }

    private async Task Dispatch()
    {
        foreach (var next in JobOrder.Order(waiting.Values, service).ToList())
        {
            if (running.Count >= (slots?.Now ?? options.Value.Slots))
            {
                break;
            }

            if (IsAtLimit(next.Tenant))
            {
                continue;
            }

            waiting.Remove(next.Key);
            running[next.Key] = next;
            try
            {
                if (!await Job(next.Key).Start())
                {
                    // It was paused or cancelled. If its last run is still ending, it will tell us.
                    running.Remove(next.Key);
                }
            }
            catch (Exception exception)
            {
                LogStartFailed(logger, exception, next.Key);
                running.Remove(next.Key);
                waiting[next.Key] = next;
                break;
            }
        }

        // A tenant that has all the devices that it may have can only take one from itself.
        var ownVictims = waiting.Values.Select(e => e.Tenant).Distinct().Where(IsAtLimit)
            .SelectMany(t => JobOrder.ToPreempt(running.Values.Where(e => e.Tenant == t), waiting.Values.Where(e => e.Tenant == t)));
        foreach (var entry in JobOrder.ToPreempt(running.Values, WithinLimit()).Concat(ownVictims).ToList().Where(e => yielding.Add(e.Key)))
        {
            await Job(entry.Key).Yield();
        }

        GridInstruments.Jobs(waiting.Count, running.Count);
        await KeepReminder();
    }

    /// <summary>There is one as long as something is to be done. Where no job is run, there is no reminder service either.</summary>
    private async Task KeepReminder()
    {
        if (!Runs)
        {
            return;
        }

        var isWanted = running.Count > 0 || waiting.Count > 0;
        try
        {
            if (isWanted && !hasReminder)
            {
                await this.RegisterOrUpdateReminder(ReminderName, options.Value.ReminderPeriod, options.Value.ReminderPeriod);
                hasReminder = true;
            }
            else if (!isWanted)
            {
                hasReminder = false;
                if (await this.GetReminder(ReminderName) is { } reminder)
                {
                    await this.UnregisterReminder(reminder);
                }
            }
        }
        catch (Exception exception)
        {
            LogReminderFailed(logger, exception);
        }
    }

    private async Task Count(string tenant, double seconds)
    {
        service[tenant] = service.GetValueOrDefault(tenant) + seconds;
        try
        {
            await Write();
        }
        catch (Exception exception) when (exception is not InconsistentStateException)
        {
            // Some device time of some tenant is not worth stopping for.
            LogWriteFailed(logger, exception);
        }
    }

    private async Task Write()
    {
        var tenants = service.Keys.ToHashSet();
        state.State = new JobSchedulerState { Service = new Dictionary<string, double>(service) };
        await this.EndOnConflict(state.WriteStateAsync());
        durableTenants = tenants;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} was running and is not any more; it will be started again.")]
    private static partial void LogLost(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} could not be started; it will be tried again.")]
    private static partial void LogStartFailed(ILogger logger, Exception exception, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reminder of the jobs' scheduler could not be changed.")]
    private static partial void LogReminderFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The device time of tenants could not be stored.")]
    private static partial void LogWriteFailed(ILogger logger, Exception exception);
}
