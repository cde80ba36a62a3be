using System.Diagnostics;
using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Telemetry;

namespace FaceGrid.Grains.Jobs;

/// <summary>Steps of sessions on a device's thread.</summary>
internal static class JobSessionExtensions
{
    /// <summary>One step with its device time, as a span of its own.</summary>
    /// <exception cref="JobStoppedException">The step failed.</exception>
    public static async Task<(JobStep Step, double Seconds)> Step(this IJobSession session, ComputeLane lane, string kind)
    {
        using var span = GridTraces.JobStep(kind, lane.Name);
        try
        {
            var (step, seconds) = await JobFaults.OnDevice(lane, () =>
            {
                var started = Stopwatch.GetTimestamp();
                return (session.Advance(), Stopwatch.GetElapsedTime(started).TotalSeconds);
            });
            span?.SetTag("facegrid.job.step", step.Step);
            return (step, seconds);
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }
}
