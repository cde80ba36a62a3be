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
/// Only the device time of each tenant is durable. The rest is queried: a new activation asks every tenant's queue for its open jobs, so
/// that its view is right after any crash.
/// </remarks>
public sealed partial class JobSchedulerGrain(
    [PersistentState("scheduler", GridStorage.Name)] IPersistentState<JobSchedulerState> state,
    IOptions<JobOptions> options,
    IOptions<TenantLimits> limits,
    IServiceProvider services,
    ILogger<JobSchedulerGrain> logger) : Grain, IJobSchedulerGrain, IRemindable
{
    private const string ReminderName = "tend";

    private readonly JobTable _table = new(limits.Value);
    private HashSet<string> _durableTenants = [];
    private bool _isRebuilt;
    private bool _hasReminder;

    // Registered by silos of a cluster only.
    private readonly IJobSlots? _slots = services.GetService<IJobSlots>();

    private bool Runs => _slots is not null || options.Value.Slots > 0;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _table.Load(state.State.Service);
        _durableTenants = [.. state.State.Service.Keys];
        if (Runs)
        {
            this.RegisterGrainTimer(
                Tend, new GrainTimerCreationOptions(options.Value.TendPeriod, options.Value.TendPeriod) { KeepAlive = true });
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // The next activation reports, on whichever silo it is.
        GridInstruments.Jobs(0, 0);
        return Task.CompletedTask;
    }

    public async Task Register(string tenant)
    {
        if (!_durableTenants.Contains(tenant))
        {
            _table.AddTenant(tenant);
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
        if (!_table.IsRunning(GridKeys.Job(tenant, job)))
        {
            await Add(tenant, job);
        }

        return _table.MustYield(GridKeys.Job(tenant, job), options.Value.Slice);
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

    private JobOverview Now() => _table.ToOverview();

    private async Task Tend(CancellationToken cancellationToken)
    {
        await Rebuild();
        foreach (var entry in _table.Running)
        {
            // The jobs of a silo that died are activated by this call on another silo, where they do not run.
            if (await Job(entry.Key).Summarize() is { IsLive: false } lost)
            {
                LogLost(logger, entry.Key);
                _table.Place(lost);
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

        _table.Clear();
        var open = await Task.WhenAll(_durableTenants.Select(t => GrainFactory.GetGrain<IJobQueueGrain>(t).ListOpen()));
        foreach (var job in open.SelectMany(jobs => jobs))
        {
            _table.Place(job);
        }

        _isRebuilt = true;
    }

    private async Task Add(string tenant, string job)
    {
        if (await Job(GridKeys.Job(tenant, job)).Summarize() is { } summary)
        {
            _table.Place(summary);
        }
    }

    private async Task Dispatch()
    {
        foreach (var next in _table.InOrder())
        {
            if (_table.Running.Count >= (_slots?.Now ?? options.Value.Slots))
            {
                break;
            }

            if (_table.IsAtLimit(next.Tenant))
            {
                continue;
            }

            _table.Assign(next);
            try
            {
                if (!await Job(next.Key).Start())
                {
                    // It was paused or cancelled. If its last run is still ending, that run calls Release.
                    _table.Remove(next.Key);
                }
            }
            catch (Exception exception)
            {
                LogStartFailed(logger, exception, next.Key);
                _table.Requeue(next);
                break;
            }
        }

        foreach (var entry in _table.Preempt())
        {
            await Job(entry.Key).Yield();
        }

        GridInstruments.Jobs(_table.WaitingCount, _table.Running.Count);
        await KeepReminder();
    }

    private async Task Count(string tenant, double seconds)
    {
        _table.AddService(tenant, seconds);
        try
        {
            await Write();
        }
        catch (Exception exception) when (exception is not InconsistentStateException)
        {
            // The lost device time only affects the fairness of the order.
            LogWriteFailed(logger, exception);
        }
    }

    private async Task Write()
    {
        var service = _table.ToOverview().Service;
        state.State = new JobSchedulerState { Service = new Dictionary<string, double>(service) };
        await this.EndUnlessDefinite(state.WriteStateAsync());
        _durableTenants = [.. service.Keys];
    }
}
