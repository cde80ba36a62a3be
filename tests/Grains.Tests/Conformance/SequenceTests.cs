namespace FaceGrid.Grains.Tests.Conformance;

public sealed class SequenceTests(GridFixture grid) : IClassFixture<GridFixture>
{
    private readonly string name = Guid.NewGuid().ToString("N");

    private ISequenceGrain Grain => grid.GrainFactory.GetGrain<ISequenceGrain>(name);

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 100)]
    [InlineData(1000, 100)]
    [InlineData(1000, 1)]
    [InlineData(25, 3)]
    public async Task Enumerate_All_GivesEveryElementInOrder(int count, int batch) =>
        Assert.Equal(Enumerable.Range(0, count), await Read(Grain.Count(count).WithBatchSize(batch)));

    [Fact]
    public async Task Enumerate_TwiceTheSameSequence_StartsAnew()
    {
        var sequence = Grain.Count(10);
        Assert.Equal(Enumerable.Range(0, 10), await Read(sequence));
        Assert.Equal(Enumerable.Range(0, 10), await Read(sequence));
    }

    [Fact]
    public async Task Enumerate_TwoAtOnce_DoNotDisturbEachOther()
    {
        await using var one = Grain.Count(500).GetAsyncEnumerator();
        await using var two = Grain.Count(500).GetAsyncEnumerator();
        for (var i = 0; i < 500; i++)
        {
            Assert.True(await one.MoveNextAsync());
            Assert.True(await two.MoveNextAsync());
            Assert.Equal((i, i), (one.Current, two.Current));
        }

        Assert.False(await one.MoveNextAsync());
    }

    [Fact]
    public async Task Enumerate_WhileTheSequenceWaits_RequestsRun()
    {
        await using var slow = Grain.CountSlowly(2, name).GetAsyncEnumerator();
        var first = slow.MoveNextAsync().AsTask();
        await Gate.Named(name).Entered();
        Assert.True(await Grain.Ping());
        Gate.Named(name).Open(2);
        Assert.True(await first);
        Assert.Equal(0, slow.Current);
    }

    [Fact]
    public async Task Enumerate_GrainThrows_ElementsBeforeItArriveThenTheError()
    {
        var got = new List<int>();
        var error = await Assert.ThrowsAsync<OddFaceException>(async () =>
        {
            await foreach (var i in Grain.FailAfter(3).WithBatchSize(1))
            {
                got.Add(i);
            }
        });
        Assert.Equal("no more", error.Message);
        Assert.Equal([0, 1, 2], got);
    }

    [Fact]
    public async Task Enumerate_StoppedEarly_TheGrainsFinallyRuns()
    {
        await foreach (var i in Grain.Forever())
        {
            if (i == 2)
            {
                break;
            }
        }

        await Journal.Named(name).Until(l => l.Length > 0);
    }

    [Fact]
    public async Task Enumerate_Cancelled_CallerAndGrainBothStop()
    {
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var i in Grain.Forever().WithCancellation(source.Token))
            {
                if (i == 3)
                {
                    source.CancelAfter(50);
                }
            }
        });
        await Journal.Named(name).Until("cancelled");
    }

    [Fact]
    public async Task Enumerate_CancelledThroughTheArgument_CallerAndGrainBothStop()
    {
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var i in Grain.Forever(source.Token))
            {
                if (i == 3)
                {
                    source.CancelAfter(50);
                }
            }
        });
        await Journal.Named(name).Until("cancelled");
    }

    [Fact]
    public async Task Enumerate_GrainDeactivatedMeanwhile_IsAborted()
    {
        await using var sequence = Grain.Count(1000).WithBatchSize(5).GetAsyncEnumerator();
        Assert.True(await sequence.MoveNextAsync());
        await Grain.End();
        await Grain.Ping();
        await Assert.ThrowsAsync<EnumerationAbortedException>(async () =>
        {
            while (await sequence.MoveNextAsync())
            {
                Assert.InRange(sequence.Current, 0, 999);
            }
        });
    }

    private static async Task<List<int>> Read(IAsyncEnumerable<int> sequence)
    {
        var got = new List<int>();
        await foreach (var i in sequence)
        {
            got.Add(i);
        }

        return got;
    }
}
