using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>
/// The people of a shard as each other's strangers, key <c>tenant/gallery/n</c> (the same grain as <see cref="IGalleryShardGrain"/>). An
/// internal protocol of <see cref="IGalleryStatisticsGrain"/>.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IShardSampleGrain")]
public interface IShardSampleGrain : IGrainWithStringKey
{
    /// <summary>
    /// The searchable people whose names have the smallest hashes. The smallest of several shards together are the sample of the gallery,
    /// whichever shard holds whom.
    /// </summary>
    /// <param name="count">Names at most.</param>
    [Alias("SampleNames")]
    Task<IReadOnlyList<string>> SampleNames(string modelVersion, int count);

    /// <summary>Their encodings; people who have gone meanwhile are left out.</summary>
    /// <param name="names">At most 256, so that the answer stays small.</param>
    [Alias("Sample")]
    Task<IReadOnlyList<SampledPerson>> Sample(string modelVersion, TemplateFusion fusion, IReadOnlyList<string> names);

    /// <summary>For each person the three nearest other people of this shard, nearest first.</summary>
    /// <param name="people">At most 64: they share passes over the shard.</param>
    [Alias("NearestOthers")]
    Task<IReadOnlyList<IReadOnlyList<ShardHit>>> NearestOthers(
        string modelVersion, TemplateFusion fusion, IReadOnlyList<SampledPerson> people);
}
