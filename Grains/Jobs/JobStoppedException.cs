namespace FaceGrid.Grains.Jobs;

/// <summary>A run cannot go on.</summary>
/// <param name="isJobsFault">True: the job has failed. False: what it stands on has (a full disk, say), and it can go on later.</param>
internal sealed class JobStoppedException(string reason, bool isJobsFault, Exception? inner = null) : Exception(reason, inner)
{
    public bool IsJobsFault => isJobsFault;
}
