using System.Runtime.CompilerServices;

namespace FaceGrid.Grains.Tests.Conformance;

public sealed class SequenceGrain : Grain, ISequenceGrain
{
    private Journal Journal => Journal.Named(this.GetPrimaryKeyString());

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

    public async IAsyncEnumerable<int> CountSlowly(int upTo, string gate)
    {
        for (var i = 0; i < upTo; i++)
        {
            await Gate.Named(gate).Pass();
            yield return i;
        }
    }

    public async IAsyncEnumerable<int> FailAfter(int good)
    {
        for (var i = 0; i < good; i++)
        {
            yield return i;
        }

        await Task.Yield();
        throw new OddFaceException("no more");
    }

    public async IAsyncEnumerable<int> Forever([EnumeratorCancellation] CancellationToken token = default)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                yield return i;
                await Task.Delay(i < 3 ? 1 : 100_000, token);
            }
        }
        finally
        {
            Journal.Add(token.IsCancellationRequested ? "cancelled" : "finished");
        }
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<bool> Ping() => Task.FromResult(true);
}
