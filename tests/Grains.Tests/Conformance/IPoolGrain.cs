namespace FaceGrid.Grains.Tests.Conformance;

public interface IPoolGrain : IGrainWithIntegerKey
{
    Task<string> Enter(string gate);
}
