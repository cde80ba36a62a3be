using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IShardSampleGrain"/>
public sealed partial class GalleryShardGrain : IShardSampleGrain
{
    public Task<IReadOnlyList<string>> SampleNames(string modelVersion, int count)
    {
        ThrowIfLocked();
        return Task.FromResult(_parts.Header.ModelVersion == modelVersion ? _parts.Index.SampleNames(count) : []);
    }

    public Task<IReadOnlyList<SampledPerson>> Sample(string modelVersion, TemplateFusion fusion, IReadOnlyList<string> names)
    {
        ThrowIfLocked();
        return Task.FromResult(_parts.Header.ModelVersion == modelVersion ? _parts.Index.Sample(fusion, names) : []);
    }

    public Task<IReadOnlyList<IReadOnlyList<ShardHit>>> NearestOthers(
        string modelVersion, TemplateFusion fusion, IReadOnlyList<SampledPerson> people)
    {
        ThrowIfLocked();
        return Task.FromResult(_parts.Header.ModelVersion == modelVersion
            ? _parts.Index.NearestOthers(fusion, people)
            : [.. people.Select(_ => (IReadOnlyList<ShardHit>)[])]);
    }
}
