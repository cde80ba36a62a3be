using System.Diagnostics;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryBalancerGrain"/>
/// <remarks>
/// It has no state: what it is at is recorded with the gallery, and how far it is shows in the shards (docs/adr/0010). A reminder is kept while
/// something is recorded, so that after the death of a silo another goes on.
/// </remarks>
public sealed partial class GalleryBalancerGrain(IOptions<ShardOptions> options, ILogger<GalleryBalancerGrain> logger) : Grain, IGalleryBalancerGrain, IRemindable
{
    private const string ReminderName = "balance";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>Versions whose shards have changed since they were looked at. A look wakes all shards of a version, and nobody asks those of former ones.</summary>
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private bool _isAwake;
    private bool _wasWoken;
    private bool _mayHaveReminder = true;

    private string Key => this.GetPrimaryKeyString();

    private string Tenant => GridKeys.TenantOf(Key);

    private string Name => GridKeys.NameOf(Key);

    private IGalleryGrain Gallery => GrainFactory.GetGrain<IGalleryGrain>(Key);

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
        return await Go(cancellationToken);
    }

    private async Task<bool> Go(CancellationToken cancellationToken)
    {
        var layout = await Gallery.Layout();
        if (layout.Rebalance is { } running)
        {
            await Advance(running, cancellationToken);
            return true;
        }

        if (await TryPlan(layout) is not var (version, from, to, goal))
        {
            await ForgetReminder();
            return false;
        }

        // First: a reminder without a rebalance does no harm.
        await KeepReminder();
        var begun = await Gallery.BeginRebalance(version, from, to, goal);
        LogBegun(logger, Key, begun.IsMerge ? "merge" : "split", begun.From, begun.To);
        _isClean = true;
        return true;
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        _wasWoken = false;
        TimeSpan? pause;
        try
        {
            // Half of the time at most: enrolments and searches have the other half.
            var more = await Go(cancellationToken);
            var took = Stopwatch.GetElapsedTime(started);
            pause = !more && !_wasWoken ? null : _isWaiting ? AfterFailure : took > LeastPause ? took : LeastPause;
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

    private IGalleryShardGrain Shard(int number) => GrainFactory.GetGrain<IGalleryShardGrain>(GridKeys.Shard(Tenant, Name, number));

    private async Task KeepReminder()
    {
        try
        {
            _mayHaveReminder = true;
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        }
        catch (Exception exception)
        {
            // This activation goes on without; the shards wake another when they are next activated.
            LogReminderFailed(logger, exception, Key);
        }
    }

    private async Task ForgetReminder()
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Gallery {Gallery}: a {Kind} of shards {From} and {To} begins.")]
    private static partial void LogBegun(ILogger logger, string gallery, string kind, int from, int to);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gallery {Gallery}: the {Kind} of shards {From} and {To} has ended; {Moved} people moved.")]
    private static partial void LogEnded(ILogger logger, string gallery, string kind, int from, int to, int moved);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: shard {From} keeps people who cannot be read, so it stays.")]
    private static partial void LogStays(ILogger logger, string gallery, int from);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: a step of balancing failed; it will be tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string gallery);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: the reminder of balancing could not be changed.")]
    private static partial void LogReminderFailed(ILogger logger, Exception exception, string gallery);
}
