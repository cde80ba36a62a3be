namespace FaceGrid.Grains.Tests.Conformance;

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}
