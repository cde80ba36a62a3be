using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Work that a shard does after the calls that cause it: resolves entries that stay in doubt, writes stale pages, and wakes the balancer.
/// At most once in <see cref="ShardOptions.MaintenanceDelay"/>, and only if there is such work.
/// </summary>
/// <param name="startTimer">Starts a timer that runs once, interleaved with other calls.</param>
/// <param name="wakeBalancer">Wakes the balancer for the shard's model version.</param>
internal sealed partial class ShardMaintenance(
    string shard,
    ShardEntryTable entries,
    InDoubtResolver resolver,
    ShardDrain drain,
    ShardOptions options,
    Action<Func<CancellationToken, Task>, TimeSpan> startTimer,
    Func<Task> wakeBalancer,
    ILogger logger)
{
    private bool _isScheduled;

    /// <summary>Starts the timer if there is work and the timer is not running.</summary>
    public void Schedule()
    {
        if (!_isScheduled && !drain.IsClosed && (entries.HasChangedSize || entries.Pages.NeedMaintenance))
        {
            _isScheduled = true;
            startTimer(Run, options.MaintenanceDelay);
        }
    }

    /// <summary>As <see cref="Schedule"/>, with a notification of the balancer.</summary>
    public void ScheduleBalance()
    {
        entries.HasChangedSize = true;
        Schedule();
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        try
        {
            await NotifyBalancer();
            await resolver.ResolveOlder(options.DoubtLimit);
            await entries.Pages.WriteStale(() => drain.IsClosed);
        }
        finally
        {
            // What failed remains in doubt or stale, and the next run retries it.
            _isScheduled = false;
            Schedule();
        }
    }

    private async Task NotifyBalancer()
    {
        if (!entries.HasChangedSize || drain.IsClosed)
        {
            return;
        }

        entries.HasChangedSize = false;
        var load = entries.Load();
        if (!options.Balance || (load.DrainsFor is null && !options.IsOver(load) && options.FillOf(load) > options.MergeBelow))
        {
            return;
        }

        try
        {
            await wakeBalancer();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            entries.HasChangedSize = true;
            LogNotNotified(logger, exception, shard);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The balancer of gallery shard {Shard} could not be notified of the shard's size; the notification will be retried.")]
    private static partial void LogNotNotified(ILogger logger, Exception exception, string shard);
}
