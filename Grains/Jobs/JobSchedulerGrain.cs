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

    private readonly Dictionary<string, JobEntry> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobEntry> _running = new(StringComparer.Ordinal);
    private readonly HashSet<string> _yielding = new(StringComparer.Ordinal);
    private Dictionary<string, double> _service = [];
    private HashSet<string> _durableTenants = [];
    private bool _isRebuilt;
    private bool _hasReminder;

    // Registered by silos of a cluster only.
    private readonly IJobSlots? _slots = services.GetService<IJobSlots>();

    private bool Runs => _slots is not null || options.Value.Slots > 0;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _service = new Dictionary<string, double>(state.State.Service);
        _durableTenants = [.. _service.Keys];
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
        if (!_durableTenants.Contains(tenant))
        {
            _service.TryAdd(tenant, 0);
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

        var isKnown = _isRebuilt;
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
        if (!_running.ContainsKey(key))
        {
            await Add(tenant, job);
        }

        if (!_running.TryGetValue(key, out var entry))
        {
            return false;
        }

        if (_yielding.Contains(key))
        {
            return true;
        }

        if (JobOrder.IsOwed(entry, WithinLimit(), _service, options.Value.Slice))
        {
            _yielding.Add(key);
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
        _isRebuilt = false;
        await Rebuild();
        await Dispatch();
        return Now();
    }

    public async Task<JobOverview> Overview()
    {
        await Rebuild();
        return Now();
    }

    public Task<IReadOnlyList<string>> Tenants() => Task.FromResult<IReadOnlyList<string>>([.. _durableTenants]);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Recover();

    private IJobGrain Job(string key) => GrainFactory.GetJob(key);

    private JobOverview Now() => new([.. _running.Keys], [.. JobOrder.Order(_waiting.Values, _service).Select(e => e.Key)], new Dictionary<string, double>(_service));

    private async Task Tend(CancellationToken cancellationToken)
    {
        await Rebuild();
        foreach (var entry in _running.Values.ToList())
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
        if (_isRebuilt)
        {
            return;
        }

        _running.Clear();
        _waiting.Clear();
        _yielding.Clear();
        var open = await Task.WhenAll(_durableTenants.Select(t => GrainFactory.GetGrain<IJobQueueGrain>(t).ListOpen()));
        foreach (var job in open.SelectMany(jobs => jobs))
        {
            Place(job);
        }

        _isRebuilt = true;
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
        _waiting.Remove(entry.Key);
        if (job.IsLive)
        {
            _running[entry.Key] = entry;
            return;
        }

        Remove(entry.Key);
        if (!job.Status.IsOpen())
        {
            return;
        }

        var others = _waiting.Values.Concat(_running.Values).ToList();
        if (others.Count > 0 && others.TrueForAll(e => e.Tenant != job.Tenant))
        {
            // Idle time is not saved up: who comes back does not shut out those who were there.
            _service[job.Tenant] = Math.Max(_service.GetValueOrDefault(job.Tenant), others.Min(e => _service.GetValueOrDefault(e.Tenant)));
        }

        _waiting[entry.Key] = entry;
    }

    private bool IsAtLimit(string tenant) => limits.Value.JobsAtOnce(tenant) is > 0 and var most && _running.Values.Count(e => e.Tenant == tenant) >= most;

    /// <summary>Jobs that could have a device if there were one.</summary>
    private List<JobEntry> WithinLimit() => [.. _waiting.Values.Where(e => !IsAtLimit(e.Tenant))];

    private void Remove(string key)
    {
        _running.Remove(key);
        _yielding.Remove(key);
    }

    private async Task Dispatch()
    {
        foreach (var next in JobOrder.Order(_waiting.Values, _service).ToList())
        {
            if (_running.Count >= (_slots?.Now ?? options.Value.Slots))
            {
                break;
            }

            if (IsAtLimit(next.Tenant))
            {
                continue;
            }

            _waiting.Remove(next.Key);
            _running[next.Key] = next;
            try
            {
                if (!await Job(next.Key).Start())
                {
                    // It was paused or cancelled. If its last run is still ending, it will tell us.
                    _running.Remove(next.Key);
                }
            }
            catch (Exception exception)
            {
                LogStartFailed(logger, exception, next.Key);
                _running.Remove(next.Key);
                _waiting[next.Key] = next;
                break;
            }
        }

        // A tenant that has all the devices that it may have can only take one from itself.
        var ownVictims = _waiting.Values.Select(e => e.Tenant).Distinct().Where(IsAtLimit)
            .SelectMany(t => JobOrder.ToPreempt(_running.Values.Where(e => e.Tenant == t), _waiting.Values.Where(e => e.Tenant == t)));
        foreach (var entry in JobOrder.ToPreempt(_running.Values, WithinLimit()).Concat(ownVictims).ToList().Where(e => _yielding.Add(e.Key)))
        {
            await Job(entry.Key).Yield();
        }

        GridInstruments.Jobs(_waiting.Count, _running.Count);
        await KeepReminder();
    }

    /// <summary>There is one as long as something is to be done. Where no job is run, there is no reminder service either.</summary>
    private async Task KeepReminder()
    {
        if (!Runs)
        {
            return;
        }

        var isWanted = _running.Count > 0 || _waiting.Count > 0;
        try
        {
            if (isWanted && !_hasReminder)
            {
                await this.RegisterOrUpdateReminder(ReminderName, options.Value.ReminderPeriod, options.Value.ReminderPeriod);
                _hasReminder = true;
            }
            else if (!isWanted)
            {
                _hasReminder = false;
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
        _service[tenant] = _service.GetValueOrDefault(tenant) + seconds;
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
        var tenants = _service.Keys.ToHashSet();
        state.State = new JobSchedulerState { Service = new Dictionary<string, double>(_service) };
        await this.EndOnConflict(state.WriteStateAsync());
        _durableTenants = tenants;
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
