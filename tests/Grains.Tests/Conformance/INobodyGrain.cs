namespace FaceGrid.Grains.Tests.Conformance;

/// <summary>No class implements it.</summary>
public interface INobodyGrain : IGrainWithStringKey
{
    Task Ping();
}
