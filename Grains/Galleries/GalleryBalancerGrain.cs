using System.Diagnostics;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryBalancerGrain"/>
/// <remarks>
/// The grain has no state: the gallery records the rebalance in progress, and the shards show how far it has proceeded (docs/adr/0010). A
/// reminder is kept while a rebalance is recorded, so that another silo continues it when this one dies.
/// </remarks>
public sealed partial class GalleryBalancerGrain(
    IOptions<ShardOptions> options, ILogger<GalleryBalancerGrain> logger) : Grain, IGalleryBalancerGrain, IRemindable
{
    private const string ReminderName = "balance";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Versions whose shards have changed since the last check. A check activates all shards of a version, so versions without changes are
    /// left out.
    /// </summary>
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly RebalancePlanner _planner = new(options.Value);
    private RebalanceRun? _run;
    private bool _isAwake;
    private bool _wasWoken;
    private bool _mayHaveReminder = true;

    private string Key => this.GetPrimaryKeyString();

    private IGalleryGrain Gallery => GrainFactory.GetGrain<IGalleryGrain>(Key);

    private RebalanceRun Run => _run ??= new RebalanceRun(Key, GrainFactory, logger);

    public Task Wake(string? modelVersion)
    {
        _wasWoken = true;
        if (modelVersion is not null)
        {
            _changed.Add(modelVersion);
        }

        if (!_isAwake && options.Value.Balance)
        {
            Continue(LeastPause);
        }

        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake(modelVersion: null);

    public async Task<bool> Step(CancellationToken cancellationToken)
    {
        _changed.UnionWith((await Gallery.Layout()).Versions.Select(v => v.ModelVersion));
        return await RunStep(cancellationToken) is not null;
    }

    /// <summary>Runs one step. Null: there is no rebalance to do.</summary>
    private async Task<RebalanceProgress?> RunStep(CancellationToken cancellationToken)
    {
        var layout = await Gallery.Layout();
        if (layout.Rebalance is { } running)
        {
            var progress = await Run.Advance(running, cancellationToken);
            _changed.Add(running.ModelVersion);
            return progress;
        }

        if (await TryPlan(layout) is not { } plan)
        {
            await DeleteReminder();
            return null;
        }

        // The reminder first: a reminder without a rebalance does no harm.
        await KeepReminder();
        var begun = await Gallery.BeginRebalance(plan.ModelVersion, plan.From, plan.To, plan.Goal);
        LogBegun(logger, Key, begun.IsMerge ? "merge" : "split", begun.From, begun.To);
        Run.Begin();
        return RebalanceProgress.Advanced;
    }

    private async Task<RebalancePlan?> TryPlan(GalleryLayout layout)
    {
        // Removed before the check: a change during the check causes another one.
        List<VersionShards> checkedVersions = [.. layout.Versions.Where(v => _changed.Contains(v.ModelVersion))];
        _changed.ExceptWith(checkedVersions.Select(v => v.ModelVersion));
        var isDone = false;
        try
        {
            var plan = _planner.Plan(await Loads(checkedVersions), Run.KeptShards);
            isDone = plan is null;
            return plan;
        }
        catch (GridRequestException refusal) when (!refusal.IsRetryable)
        {
            // The key-encryption key of a shard is missing. Once the key is available, the shard's next activation wakes the balancer.
            LogFailed(logger, refusal, Key);
            return null;
        }
        finally
        {
            if (!isDone)
            {
                _changed.UnionWith(checkedVersions.Select(v => v.ModelVersion));
            }
        }
    }

    private async Task<IReadOnlyList<(string ModelVersion, IReadOnlyList<(int Number, ShardLoad Load)> Shards)>> Loads(
        IReadOnlyList<VersionShards> versions)
    {
        var loaded = new List<(string, IReadOnlyList<(int, ShardLoad)>)>();
        foreach (var (version, numbers) in versions)
        {
            var loads = await Task.WhenAll(numbers.Select(n => Shard(n).Load()));
            foreach (var (number, load) in numbers.Zip(loads))
            {
                if (load.DrainsFor is { } former)
                {
                    // A delayed call started the drain of a rebalance that had ended.
                    await Shard(number).EndDrain(former);
                }
            }

            loaded.Add((version, [.. numbers.Zip(loads)]));
        }

        return loaded;
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _wasWoken = false;
        TimeSpan? pause;
        try
        {
            // At most half of the time, so that enrolments and searches have the other half.
            var progress = await RunStep(cancellationToken);
            var took = Stopwatch.GetElapsedTime(started);
            pause = progress is null && !_wasWoken ? null
                : progress is RebalanceProgress.Waiting ? AfterFailure
                : took > LeastPause ? took : LeastPause;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, exception, Key);
            pause = AfterFailure;
        }

        _isAwake = false;
        if (pause is { } some)
        {
            Continue(some);
        }
    }

    private void Continue(TimeSpan pause)
    {
        _isAwake = true;
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(pause, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private IGalleryShardGrain Shard(int number) => GrainFactory.GetGrain<IGalleryShardGrain>(new ShardKey(Key, number).ToString());

    private async Task KeepReminder()
    {
        try
        {
            _mayHaveReminder = true;
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        }
        catch (Exception exception)
        {
            // This activation continues without a reminder; after its end the next activation of a shard wakes another.
            LogReminderFailed(logger, exception, Key);
        }
    }

    private async Task DeleteReminder()
    {
        if (!_mayHaveReminder)
        {
            return;
        }

        try
        {
            if (await this.GetReminder(ReminderName) is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }

            _mayHaveReminder = false;
        }
        catch (Exception exception)
        {
            LogReminderFailed(logger, exception, Key);
        }
    }
}
