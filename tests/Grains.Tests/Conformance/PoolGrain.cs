using Orleans.Concurrency;

namespace FaceGrid.Grains.Tests.Conformance;

[StatelessWorker(2)]
public sealed class PoolGrain : Grain, IPoolGrain
{
    private readonly string me = Guid.NewGuid().ToString("N");

    public async Task<string> Enter(string gate)
    {
        await Gate.Named(gate).Pass();
        return me;
    }
}
