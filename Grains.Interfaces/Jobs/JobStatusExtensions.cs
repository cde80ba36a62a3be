namespace FaceGrid.Grains.Interfaces.Jobs;

public static class JobStatusExtensions
{
    /// <summary>Nothing will happen to the job any more.</summary>
    public static bool IsFinal(this JobStatus status) => status is JobStatus.Done or JobStatus.Failed or JobStatus.Cancelled;

    /// <summary>The job runs or waits to.</summary>
    public static bool IsOpen(this JobStatus status) => status is JobStatus.Queued or JobStatus.Running;
}
