namespace FaceGrid.Grains.Jobs;

/// <summary>The number of jobs that may run at once in a cluster, whose devices are added and removed.</summary>
public interface IJobSlots
{
    int Now { get; }
}
