namespace FaceGrid.Grains.Jobs;

/// <summary>Options of jobs.</summary>
public sealed class JobOptions
{
    /// <summary>
    /// Devices in the whole cluster: the number of jobs that run at once; default 1. 0: this process lists and changes jobs, but runs
    /// none.
    /// </summary>
    public int Slots { get; set; } = 1;

    /// <summary>Period of the reminder that resumes a job whose silo has died; default and minimum 1 min.</summary>
    public TimeSpan ReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Period of the scheduler's check that running jobs still run; default 10 s.</summary>
    public TimeSpan TendPeriod { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The lead in device time over a waiting tenant of the same priority at which a tenant's job yields at a checkpoint;
    /// default 10 min: a change of jobs costs the time of loading one.
    /// </summary>
    public TimeSpan Slice { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Minimum time between two previews of a watched job; default 2 s.</summary>
    public TimeSpan PreviewPeriod { get; set; } = TimeSpan.FromSeconds(2);
}
