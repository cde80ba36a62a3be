namespace FaceGrid.Grains.Tests.Conformance;

/// <summary>A grain without the base class.</summary>
[GrainType("by-guid")]
public sealed class GuidGrain(IGrainContext grainContext) : IGrainBase, IGuidGrain
{
    public IGrainContext GrainContext { get; } = grainContext;

    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}
