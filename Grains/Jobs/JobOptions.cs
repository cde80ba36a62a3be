namespace FaceGrid.Grains.Jobs;

/// <summary>How jobs are run.</summary>
public sealed class JobOptions
{
    /// <summary>Devices in the whole grid, so many jobs run at once, default 1. 0: this process looks at jobs and changes them, but runs none.</summary>
    public int Slots { get; set; } = 1;

    /// <summary>How often a reminder looks after a job whose silo may have died, default and least 1 min.</summary>
    public TimeSpan ReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the scheduler looks whether the running jobs still run, default 10 s.</summary>
    public TimeSpan TendPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How much more device time than a waiting tenant of the same priority a tenant may have before it has to yield at a checkpoint,
    /// default 10 min: changing jobs costs loading one.
    /// </summary>
    public TimeSpan Slice { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Least time between two previews of a job that is being watched, default 2 s.</summary>
    public TimeSpan PreviewPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
