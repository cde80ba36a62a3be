using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Jobs;

/// <summary>The scheduler's reminder, and its log messages.</summary>
public sealed partial class JobSchedulerGrain
{
    /// <summary>Keeps a reminder while a job waits or runs. A process that runs no jobs has no reminder service.</summary>
    private async Task KeepReminder()
    {
        if (!Runs)
        {
            return;
        }

        var isWanted = _table.Running.Count > 0 || _table.WaitingCount > 0;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} was running and is not any more; it will be started again.")]
    private static partial void LogLost(ILogger logger, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Job} could not be started; it will be tried again.")]
    private static partial void LogStartFailed(ILogger logger, Exception exception, string job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reminder of the jobs' scheduler could not be changed.")]
    private static partial void LogReminderFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The device time of tenants could not be stored.")]
    private static partial void LogWriteFailed(ILogger logger, Exception exception);
}
