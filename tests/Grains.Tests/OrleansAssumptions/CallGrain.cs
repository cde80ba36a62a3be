using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

public sealed class CallGrain : Grain, ICallGrain
{
    private Journal Journal => Journal.Named(this.GetPrimaryKeyString());

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new OddFaceException(message);
    }

    public async Task SleepUntilCancelled(CancellationToken token)
    {
        Journal.Add("sleeps");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }
        catch (OperationCanceledException)
        {
            Journal.Add("woken");
            throw;
        }
    }

    public async IAsyncEnumerable<int> Forever()
    {
        try
        {
            for (var i = 0; ; i++)
            {
                yield return i;
                await Task.Yield();
            }
        }
        finally
        {
            Journal.Add("finished");
        }
    }
}
