using Orleans.Concurrency;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

[Reentrant]
public sealed class ReentrantGrain : Grain, IReentrantGrain
{
    private int _count;

    public async Task<int> CountWithAwaits(int times)
    {
        for (var i = 0; i < times; i++)
        {
            // Not atomic: two threads at once would lose some.
            var before = _count;
            Thread.SpinWait(20);
            _count = before + 1;
            await Task.Yield();
        }

        return _count;
    }
}
