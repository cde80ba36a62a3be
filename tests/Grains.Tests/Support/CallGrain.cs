using System.Runtime.CompilerServices;

namespace FaceGrid.Grains.Tests.Support;

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

    public async IAsyncEnumerable<int> Count(int upTo)
    {
        for (var i = 0; i < upTo; i++)
        {
            if (i % 7 == 3)
            {
                await Task.Yield();
            }

            yield return i;
        }
    }

    public async IAsyncEnumerable<int> Forever([EnumeratorCancellation] CancellationToken token = default)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                yield return i;
                await Task.Delay(i < 3 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, token);
            }
        }
        finally
        {
            Journal.Add("finished");
        }
    }
}
