using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;

namespace FaceGrid.Grains.Jobs;

/// <summary>Checks of a submission that need no engine.</summary>
internal static class JobRequestChecks
{
    /// <exception cref="GridRequestException">The priority or the cadence is out of range, or two images have the same role.</exception>
    public static void Check(IReadOnlyList<JobImage> images, int priority, CheckpointCadence cadence)
    {
        if (priority is < StyleJobRequest.LowestPriority or > StyleJobRequest.HighestPriority)
        {
            throw Refused("priority", $"{priority} is not within {StyleJobRequest.LowestPriority} and {StyleJobRequest.HighestPriority}");
        }

        if (cadence is not { Steps: null or > 0, Seconds: > 0, Keep: >= 2 and <= 64 })
        {
            throw Refused("checkpoints", "need a positive number of steps and seconds, and 2 to 64 to be kept");
        }

        if (images.Select(i => i.Role).Distinct(StringComparer.Ordinal).Count() != images.Count)
        {
            throw Refused("images", "two have the same role");
        }
    }

    public static GridRequestException Refused(string subject, string reason) => new(GridError.InvalidRequest, subject, reason);
}
