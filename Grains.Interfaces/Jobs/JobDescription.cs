namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>Everything about a job.</summary>
/// <param name="Epoch">How often it was started.</param>
/// <param name="History">The loss curves, thinned out evenly as they grow.</param>
/// <param name="Checkpoints">Durable ones, oldest first.</param>
/// <param name="Messages">Its log, oldest first; the oldest go when there are too many.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobDescription")]
public sealed record JobDescription(
    [property: Id(0)] JobSummary Summary,
    [property: Id(1)] JobSpecification Specification,
    [property: Id(2)] long Epoch,
    [property: Id(3)] JobProgress Progress,
    [property: Id(4)] IReadOnlyList<LossPoint> History,
    [property: Id(5)] IReadOnlyList<JobCheckpoint> Checkpoints,
    [property: Id(6)] IReadOnlyList<JobResult> Results,
    [property: Id(7)] IReadOnlyList<JobMessage> Messages);
