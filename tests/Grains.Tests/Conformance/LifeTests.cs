namespace FaceGrid.Grains.Tests.Conformance;

public sealed class LifeTests(GridFixture grid) : IClassFixture<GridFixture>
{
    private readonly string name = Guid.NewGuid().ToString("N");

    private ILifeGrain Grain => grid.GrainFactory.GetGrain<ILifeGrain>(name);

    [Fact]
    public async Task Call_First_ActivatesBeforeTheRequest()
    {
        await Grain.Who();
        Assert.Equal(["activated", "asked"], Journal.Named(name).Lines);
    }

    [Fact]
    public async Task Call_ManyAtOnceToANewGrain_ActivateItOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Grain.Who()));
        Assert.Single(answers.Distinct());
        Assert.Single(Journal.Named(name).Lines, "activated");
    }

    [Fact]
    public async Task OnActivate_Throws_CallerGetsItAndTheNextCallTriesAgain()
    {
        var grain = grid.GrainFactory.GetGrain<ILifeGrain>("failsonce" + name);
        var error = await Assert.ThrowsAsync<InvalidDataException>(grain.Who);
        Assert.Equal("not today", error.Message);
        Assert.NotEqual(Guid.Empty, await grain.Who());

        // It never was active, so it is not deactivated either.
        Assert.Equal(["activated", "activated", "asked"], Journal.Named("failsonce" + name).Lines);
    }

    [Fact]
    public async Task OnActivate_Throws_EveryWaitingCallFails()
    {
        var grain = grid.GrainFactory.GetGrain<ILifeGrain>("failsalways" + name);
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Who()).ToArray();
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => call);
        }
    }

    [Fact]
    public async Task Constructor_Throws_CallerGetsAnErrorThatSaysWhy()
    {
        var grain = grid.GrainFactory.GetGrain<IBrokenGrain>(name);
        var error = await Assert.ThrowsAnyAsync<Exception>(grain.Ping);
        Assert.Contains("cannot be made", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeactivateOnIdle_NextCall_MeetsANewActivation()
    {
        var first = await Grain.EndAfterThis();
        var second = await Grain.Who();
        Assert.NotEqual(first, second);
        var lines = await Journal.Named(name).Until("asked");
        Assert.Equal(["activated", "deactivated ApplicationRequested", "activated", "asked"], lines);
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileARequestRuns_ThatOneIsFinishedAndOthersGoToTheNextActivation()
    {
        var busy = Grain.EndWhileBusy(name);
        await Gate.Named(name).Entered();
        var next = Grain.Who();
        Gate.Named(name).Open();
        await busy;
        await next;
        Assert.Equal(["activated", "done", "deactivated ApplicationRequested", "activated", "asked"], Journal.Named(name).Lines);
    }

    [Theory]
    [InlineData("custom", typeof(OddFaceException), "one eye")]
    [InlineData("argument", typeof(ArgumentException), "bad (Parameter 'kind')")]
    public async Task Request_Throws_CallerGetsTheSameTypeMessageAndStack(string kind, Type type, string message)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Grain.Failing(kind));
        Assert.IsType(type, error);
        Assert.Equal(message, error.Message);
        Assert.Contains(nameof(LifeGrain.Failing), error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThrowsOperationCanceled_CallersTaskIsCancelled()
    {
        var call = Grain.Failing("cancelled");
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal("enough", error.Message);
        Assert.True(call.IsCanceled);
    }

    [Fact]
    public async Task Cancel_WhileTheRequestRuns_CallerIsFreedAndTheGrainIsTold()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.SleepUntilCancelled(source.Token);
        await Journal.Named(name).Until("sleeps");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Journal.Named(name).Until("woken");
    }

    [Fact]
    public async Task Cancel_WhileTheRequestRuns_WhatTheGrainRegisteredRunsInATurn()
    {
        using var source = new CancellationTokenSource();
        var call = Grain.Waiting(name, source.Token);
        await Gate.Named(name).Entered();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Journal.Named(name).Until("cancelled in a turn");
        Gate.Named(name).Open();
    }

    [Fact]
    public async Task Cancel_BeforeTheCall_NothingIsSent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Grain.SleepUntilCancelled(new CancellationToken(canceled: true)));
        await Grain.Who();
        Assert.DoesNotContain("sleeps", Journal.Named(name).Lines);
    }

    [Fact]
    public async Task ResponseTimeout_NoAnswer_CallerGetsTimeoutAndTheGrainGoesOn()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Grain.Slow(name));
        Assert.Equal(1, Gate.Named(name).Inside);
        Gate.Named(name).Open();
        await Grain.Who();
    }

    [Fact]
    public async Task RequestContext_SetByTheCaller_ReachesTheGrainAndDoesNotComeBack()
    {
        RequestContext.Set("who", "door 7");
        try
        {
            Assert.Equal("door 7", await Grain.ReadContext("who"));
            await Grain.SetContext("who", "somebody else");
            Assert.Equal("door 7", RequestContext.Get("who"));
        }
        finally
        {
            RequestContext.Clear();
        }

        Assert.Null(await Grain.ReadContext("who"));
    }

    [Fact]
    public async Task IdentityString_IsTypeSlashKey() => Assert.Equal($"life/{name}", await Grain.IdentityText());
}
