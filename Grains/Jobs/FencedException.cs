namespace FaceGrid.Grains.Jobs;

/// <summary>The job was started again or has ended meanwhile: this run may not write.</summary>
internal sealed class FencedException : Exception
{
    public FencedException()
        : base("this run of the job is not the current one")
    {
    }
}
