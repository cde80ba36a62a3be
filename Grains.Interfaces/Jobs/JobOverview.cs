namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>The scheduler's table.</summary>
/// <param name="Running">Keys of the jobs that have a device.</param>
/// <param name="Waiting">Keys of the waiting jobs, in the order in which they would be given a device.</param>
/// <param name="Service">Seconds of device time that each tenant has been served; a newcomer starts with the least of the others.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobOverview")]
public sealed record JobOverview(
    [property: Id(0)] IReadOnlyList<string> Running,
    [property: Id(1)] IReadOnlyList<string> Waiting,
    [property: Id(2)] IReadOnlyDictionary<string, double> Service);
