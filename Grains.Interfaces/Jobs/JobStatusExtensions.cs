namespace FaceGrid.Grains.Styling;

public static class StyleJobStatusExtensions
{
    /// <summary>Nothing will happen to the job any more.</summary>
    public static bool IsFinal(this StyleJobStatus status) => status is StyleJobStatus.Done or StyleJobStatus.Failed or StyleJobStatus.Cancelled;

    /// <summary>The job runs or waits to.</summary>
    public static bool IsOpen(this StyleJobStatus status) => status is StyleJobStatus.Queued or StyleJobStatus.Running;
}
