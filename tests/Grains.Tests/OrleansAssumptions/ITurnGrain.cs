using Orleans.Concurrency;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

/// <summary>Each method waits at the gate of the given name.</summary>
public interface ITurnGrain : IGrainWithStringKey
{
    Task Enter(string gate);

    [ReadOnly]
    Task Look(string gate);

    [AlwaysInterleave]
    Task Peek(string gate);
}
