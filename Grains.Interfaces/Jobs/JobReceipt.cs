namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>What a submission came to.</summary>
/// <param name="Job">Its id.</param>
/// <param name="IsNew">False: the same picture was asked for before, and this is that job.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobReceipt")]
public sealed record JobReceipt([property: Id(0)] string Job, [property: Id(1)] bool IsNew, [property: Id(2)] JobStatus Status);
