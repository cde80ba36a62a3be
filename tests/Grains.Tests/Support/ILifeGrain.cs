namespace FaceGrid.Grains.Tests.Support;

public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Which activation answers.</summary>
    Task<Guid> Who();
}
