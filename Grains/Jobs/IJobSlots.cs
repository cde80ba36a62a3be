namespace FaceGrid.Grains.Jobs;

/// <summary>How many jobs may run at once, where that changes: a cluster's devices come and go.</summary>
public interface IJobSlots
{
    int Now { get; }
}
