namespace FaceGrid.Grains.Jobs;

/// <summary>What storage keeps of the scheduler. Which jobs wait or run is not among it: the jobs themselves know.</summary>
[GenerateSerializer]
[Alias("FaceGrid.JobSchedulerState")]
public sealed class JobSchedulerState
{
    /// <summary>Seconds of device time by tenant; every tenant that ever had a job is there.</summary>
    [Id(0)]
    public Dictionary<string, double> Service { get; set; } = [];
}
