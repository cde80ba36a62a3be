using FaceGrid.Grains.Tests.Support;
using Orleans.Concurrency;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

[StatelessWorker(1)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _me = Guid.NewGuid();

    public async Task<Guid> Enter(string gate)
    {
        await Gate.Named(gate).Pass();
        return _me;
    }
}
