namespace FaceGrid.Grains.Tests.Conformance;

public interface IBrokenGrain : IGrainWithStringKey
{
    Task Ping();
}
