namespace FaceGrid.Grains.Tests.OrleansAssumptions;

public interface IWorkerGrain : IGrainWithStringKey
{
    /// <summary>Waits at the gate of the given name. Returns which activation did.</summary>
    Task<Guid> Enter(string gate);
}
