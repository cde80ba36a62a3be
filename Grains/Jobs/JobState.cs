namespace FaceGrid.Grains.Jobs;

/// <summary>What storage keeps of a job.</summary>
[GenerateSerializer]
[Alias("FaceGrid.JobState")]
public sealed class JobState
{
    /// <summary>Null: there is no such job.</summary>
    [Id(0)]
    public JobRecord? Record { get; set; }
}
