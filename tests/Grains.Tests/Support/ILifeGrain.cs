namespace FaceGrid.Grains.Tests.Support;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Which activation answers.</summary>
    Task<Guid> Who();

    /// <summary>Waits at the gate of the given name.</summary>
    Task Waiting(string gate);
}
