namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>How often a running job is checkpointed: whichever comes first.</summary>
/// <param name="Steps">After so many steps; null: only by time.</param>
/// <param name="Seconds">After so many seconds.</param>
/// <param name="Keep">Checkpoints that are kept, the newest ones; at least 2, so that a damaged one is not the end.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.CheckpointCadence")]
public sealed record CheckpointCadence([property: Id(0)] int? Steps, [property: Id(1)] double Seconds, [property: Id(2)] int Keep)
{
    public static readonly CheckpointCadence Default = new(null, 20, 2);
}
