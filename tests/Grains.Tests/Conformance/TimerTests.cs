namespace FaceGrid.Grains.Tests.Conformance;

public sealed class TimerTests(GridFixture grid) : IClassFixture<GridFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private readonly string name = Guid.NewGuid().ToString("N");

    private ITimerGrain Grain => grid.GrainFactory.GetGrain<ITimerGrain>(name);

    private Journal Journal => Journal.Named(name);

    [Fact]
    public async Task Timer_Periodic_FiresAgainAndAgainInTurns()
    {
        await Grain.Start("tick", Soon, Soon);
        var lines = await Journal.Until(l => l.Length >= 3);
        Assert.All(lines, l => Assert.Equal("tick", l));
    }

    [Fact]
    public async Task Timer_InfinitePeriod_FiresOnce()
    {
        await Grain.Start("once", Soon, Timeout.InfiniteTimeSpan);
        await Grain.Start("other", Soon * 2, Soon);
        var lines = await Journal.Until(l => l.Count(x => x == "other") >= 5);
        Assert.Single(lines, "once");
    }

    [Fact]
    public async Task Timer_WhileARequestRuns_Waits()
    {
        var busy = Grain.Enter(name);
        await Gate.Named(name).Entered();
        Gate.Named(name).Open();
        await busy;
        await Grain.Start("tick", TimeSpan.FromMilliseconds(100), Timeout.InfiniteTimeSpan);
        busy = Grain.Enter(name);
        await Gate.Named(name).Entered();
        await Task.Delay(300);
        Assert.Empty(Journal.Lines);
        Gate.Named(name).Open();
        await busy;
        await Journal.Until("tick");
    }

    [Fact]
    public async Task Timer_Interleaving_FiresWhileARequestRuns()
    {
        await Grain.Start("tick", TimeSpan.FromMilliseconds(100), Soon, interleave: true);
        var busy = Grain.Enter(name);
        await Gate.Named(name).Entered();
        await Journal.Until(l => l.Count(x => x == "tick") >= 3);
        Gate.Named(name).Open();
        await busy;
    }

    [Fact]
    public async Task Timer_Disposed_FiresNoMore()
    {
        await Grain.Start("tick", Soon, Soon);
        await Journal.Until("tick");
        await Grain.Stop("tick");
        await Grain.Start("other", Soon, Soon);
        var lines = await Journal.Until(l => l.Count(x => x == "other") >= 5);
        Assert.DoesNotContain("tick", lines.SkipWhile(l => l != "stopped"));
    }

    [Fact]
    public async Task Timer_CallbackThrows_FiresAgain()
    {
        await Grain.StartFailing();
        await Journal.Until(l => l.Count(x => x == "failing") >= 3);
    }

    [Fact]
    public async Task Timer_Changed_FollowsTheNewTimes()
    {
        await Grain.Start("tick", Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await Grain.Start("other", Soon, Soon);
        Assert.DoesNotContain("tick", await Journal.Until(l => l.Count(x => x == "other") >= 3));
        await Grain.Change("tick", Soon, Soon);
        await Journal.Until(l => l.Count(x => x == "tick") >= 3);
    }

    [Fact]
    public async Task Timer_GrainDeactivated_FiresNoMore()
    {
        await Grain.Start("tick", Soon, Soon);
        await Journal.Until("tick");
        await Grain.End();
        await Journal.Until("deactivated");
        await Grain.Start("other", Soon, Soon);
        var lines = await Journal.Until(l => l.Count(x => x == "other") >= 5);
        Assert.DoesNotContain("tick", lines.SkipWhile(l => l != "deactivated"));
    }
}
