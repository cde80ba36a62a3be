namespace FaceGrid.Grains.Tests.OrleansAssumptions;

public interface IReentrantGrain : IGrainWithStringKey
{
    /// <summary>Counts on, giving way to other requests after each step. Returns the count of all requests so far.</summary>
    Task<int> CountWithAwaits(int times);
}
