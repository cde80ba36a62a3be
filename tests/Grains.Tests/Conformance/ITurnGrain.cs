using Orleans.Concurrency;

namespace FaceGrid.Grains.Tests.Conformance;

public interface ITurnGrain : IGrainWithStringKey
{
    Task Enter(string gate);

    [ReadOnly]
    Task Look(string gate);

    [AlwaysInterleave]
    Task Peek(string gate);

    [OneWay]
    Task Tell(string gate);

    Task<int> CountWithAwaits(int times);

    Task<string[]> SchedulersAround();

    ValueTask<int> Twice(int x);

    ValueTask Nothing();
}
