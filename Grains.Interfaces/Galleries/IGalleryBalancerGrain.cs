using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>
/// Splits and merges the shards of a gallery as it grows and shrinks, key <c>tenant/gallery</c>. The rebalance in progress is recorded by
/// the gallery grain.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IGalleryBalancerGrain")]
public interface IGalleryBalancerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Schedules a check of the shards of a version, and of steps until no rebalance is left to do. Null: only continues a rebalance in
    /// progress.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Wake")]
    Task Wake(string? modelVersion);

    /// <summary>
    /// Runs one bounded step: checks all versions, or moves some people. As safe against crashes as an enrolment; a repeated call
    /// continues.
    /// </summary>
    /// <returns>True if more steps remain.</returns>
    [Alias("Step")]
    Task<bool> Step(CancellationToken cancellationToken);
}
