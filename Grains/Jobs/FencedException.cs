namespace FaceGrid.Grains.Jobs;

/// <summary>The job was started anew or has ended meanwhile: this run may store nothing any more.</summary>
internal sealed class FencedException : Exception
{
    public FencedException()
        : base("this run of the job is not the current one")
    {
    }
}
