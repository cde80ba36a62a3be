namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>Splits and merges the shards of a gallery as it grows and shrinks, key <c>tenant/gallery</c>. What it is at is recorded with the gallery.</summary>
[Alias("FaceGrid.IGalleryBalancerGrain")]
public interface IGalleryBalancerGrain : IGrainWithStringKey
{
    /// <summary>A shard of this version has grown or shrunk: looks at them soon, and works in steps until there is nothing to do. Null: goes on with what has begun.</summary>
    [AlwaysInterleave]
    [Alias("Wake")]
    Task Wake(string? modelVersion);

    /// <summary>One bounded step: a look at all versions, or some people moved. As safe against crashes as an enrolment; again: goes on.</summary>
    /// <returns>Whether there is more to do.</returns>
    [Alias("Step")]
    Task<bool> Step(CancellationToken cancellationToken);
}
