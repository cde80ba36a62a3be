namespace FaceGrid.Grains.Jobs;

/// <summary>A run cannot be continued.</summary>
/// <param name="isJobsFault">True: the job has failed. False: storage has, such as a full disk, and the job can be resumed later.</param>
internal sealed class JobStoppedException(string reason, bool isJobsFault, Exception? inner = null) : Exception(reason, inner)
{
    public bool IsJobsFault => isJobsFault;
}
