namespace FaceGrid.Grains.Jobs;

/// <summary>The stored state of the scheduler. Waiting and running jobs are not part of it: the jobs hold their own state.</summary>
[GenerateSerializer]
[Alias("FaceGrid.JobSchedulerState")]
public sealed class JobSchedulerState
{
    /// <summary>Seconds of device time by tenant; includes every tenant that ever had a job.</summary>
    [Id(0)]
    public Dictionary<string, double> Service { get; set; } = [];
}
