namespace FaceGrid.Grains.Tests.Conformance;

public interface INumberGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}
