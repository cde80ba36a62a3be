using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Jobs;

/// <summary>Runs actions whose failure does no harm, because a later action repeats them; the failure is logged.</summary>
/// <param name="job">Key of the job, for the log.</param>
internal sealed partial class BestEffort(ILogger logger, string job)
{
    /// <param name="what">Completes "could not …" in the log.</param>
    public async Task Try(string what, Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception exception)
        {
            Log(what, exception);
        }
    }

    /// <param name="what">Completes "could not …" in the log.</param>
    public void Log(string what, Exception exception) => LogFailed(logger, exception, what, job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not {What} for job {Job}; it will be tried again.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string what, string job);
}
