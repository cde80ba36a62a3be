namespace FaceGrid.Grains.Galleries;

/// <summary>Splits and merges the shards of a gallery as it grows and shrinks, key <c>tenant/gallery</c>. What it is at is recorded with the gallery.</summary>
[Alias("FaceGrid.IGalleryBalancerGrain")]
public interface IGalleryBalancerGrain : IGrainWithStringKey
{
    /// <summary>A shard has grown or shrunk: looks at the gallery soon, and works in steps until there is nothing to do.</summary>
    [AlwaysInterleave]
    [Alias("Wake")]
    Task Wake();

    /// <summary>One bounded step: a look, or some people moved. As safe against crashes as an enrolment; again: goes on.</summary>
    /// <returns>Whether there is more to do.</returns>
    [Alias("Step")]
    Task<bool> Step(CancellationToken cancellationToken);
}
