namespace FaceGrid.Grains.Tests.Conformance;

public sealed class TurnTests(GridFixture grid) : IClassFixture<GridFixture>
{
    private readonly string name = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Call_SecondRequestToABusyGrain_WaitsForTheFirst()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var gate = Gate.Named(name);
        var first = grain.Enter(name);
        var second = grain.Enter(name);
        await gate.Entered();

        Assert.False(await gate.AnyoneEnters());

        gate.Open(2);
        await Task.WhenAll(first, second);
        Assert.Equal(1, gate.Most);
    }

    [Fact]
    public async Task Call_RequestsToDifferentGrains_RunAtTheSameTime()
    {
        var gate = Gate.Named(name);
        var calls = Enumerable.Range(0, 3).Select(i => grid.GrainFactory.GetGrain<ITurnGrain>($"{name}/{i}").Enter(name)).ToArray();
        await gate.Entered(3);
        gate.Open(3);
        await Task.WhenAll(calls);
        Assert.Equal(3, gate.Most);
    }

    [Fact]
    public async Task ReadOnly_TwoOfThem_Interleave()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var gate = Gate.Named(name);
        var calls = new[] { grain.Look(name), grain.Look(name) };
        await gate.Entered(2);
        gate.Open(2);
        await Task.WhenAll(calls);
        Assert.Equal(2, gate.Most);
    }

    [Fact]
    public async Task ReadOnly_WhileAWriteRuns_Waits()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var gate = Gate.Named(name);
        var write = grain.Enter(name);
        await gate.Entered();
        var read = grain.Look(name);

        Assert.False(await gate.AnyoneEnters());

        gate.Open(2);
        await Task.WhenAll(write, read);
    }

    [Fact]
    public async Task ReadOnly_WhenAWriteComes_TheWriteWaits()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var gate = Gate.Named(name);
        var read = grain.Look(name);
        await gate.Entered();
        var write = grain.Enter(name);

        Assert.False(await gate.AnyoneEnters());

        gate.Open(2);
        await Task.WhenAll(write, read);
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAWriteRuns_RunsAtOnce()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var gate = Gate.Named(name);
        var write = grain.Enter(name);
        await gate.Entered();
        var peek = grain.Peek(name);
        await gate.Entered();
        gate.Open(2);
        await Task.WhenAll(write, peek);
        Assert.Equal(2, gate.Most);
    }

    [Fact]
    public async Task Reentrant_TwoRequests_Interleave()
    {
        var grain = grid.GrainFactory.GetGrain<IReentrantGrain>(name);
        var gate = Gate.Named(name);
        var calls = new[] { grain.Enter(name), grain.Enter(name) };
        await gate.Entered(2);
        gate.Open(2);
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Reentrant_ManyInterleavedRequests_NeverRunOnTwoThreadsAtOnce()
    {
        var grain = grid.GrainFactory.GetGrain<IReentrantGrain>(name);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => grain.CountWithAwaits(250)));
        Assert.Equal(40 * 250, await grain.CountWithAwaits(0));
    }

    [Fact]
    public async Task MayInterleave_PredicateSaysSo_InterleavesAndOthersWait()
    {
        var grain = grid.GrainFactory.GetGrain<IChoosyGrain>(name);
        var strict = Gate.Named(name);
        var free = Gate.Named("free" + name);
        var first = grain.Enter(name);
        await strict.Entered();
        var second = grain.Enter(name);
        var third = grain.Enter("free" + name);
        await free.Entered();

        Assert.False(await strict.AnyoneEnters());

        free.Open();
        strict.Open(2);
        await Task.WhenAll(first, second, third);
    }

    [Fact]
    public async Task Await_InAGrain_ComesBackToTheGrainsScheduler()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        Assert.Equal(["grain", "grain", "pool", "grain"], await grain.SchedulersAround());
    }

    [Fact]
    public async Task ValueTask_Methods_Work()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        await grain.Nothing();
        Assert.Equal(42, await grain.Twice(21));
    }

    [Fact]
    public async Task OneWay_Call_CompletesBeforeTheRequest()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var gate = Gate.Named(name);
        await grain.Tell(name);
        await gate.Entered();
        Assert.Equal(1, gate.Inside);
        gate.Open();
    }

    [Fact]
    public async Task StatelessWorker_MoreRequestsThanWorkers_AsManyRunAsThereMayBe()
    {
        var grain = grid.GrainFactory.GetGrain<IPoolGrain>(Random.Shared.NextInt64());
        var gate = Gate.Named(name);
        var calls = Enumerable.Range(0, 3).Select(_ => grain.Enter(name)).ToArray();
        await gate.Entered(2);

        Assert.False(await gate.AnyoneEnters());

        gate.Open(3);
        var workers = await Task.WhenAll(calls);
        Assert.Equal(2, workers.Distinct().Count());
        Assert.Equal(2, gate.Most);
    }
}
