using FaceGrid.Embedded;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Conformance;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FaceGrid.Grains.Tests.Embedded;

/// <summary>What only the embedded host promises, and what takes a clock of one's own to see.</summary>
public sealed class EmbeddedGridTests
{
    private readonly string name = Guid.NewGuid().ToString("N");
    private readonly ManualTime time = new();

    [Fact]
    public async Task Description_SaysThatItIsNoCluster()
    {
        await using var grid = await EmbeddedGrid.StartAsync(_ => { }, []);
        Assert.Equal("embedded: one process, no cluster", grid.Description);
    }

    [Fact]
    public async Task Start_UnusableStore_ThrowsBadInput()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["grains.db"], new string('x', 5000));
        await Assert.ThrowsAsync<BadInputException>(() => TestGrid.StartAsync(s => s.AddSqliteGrainStorage("notes", folder["grains.db"])));
    }

    [Fact]
    public async Task ReadOnly_LastOfAGroupStillRuns_AWriteWaits()
    {
        await using var grid = await TestGrid.StartAsync();
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(name);
        var first = Gate.Named("first" + name);
        var second = Gate.Named("second" + name);
        var write = Gate.Named("write" + name);
        var one = grain.Look("first" + name);
        var two = grain.Look("second" + name);
        await first.Entered();
        await second.Entered();
        var three = grain.Enter("write" + name);
        first.Open();
        await one;

        Assert.False(await write.AnyoneEnters());

        second.Open();
        write.Open();
        await Task.WhenAll(two, three);
    }

    [Fact]
    public async Task Cancel_WhileTheRequestWaitsItsTurn_ItNeverRuns()
    {
        await using var grid = await TestGrid.StartAsync();
        var grain = grid.GrainFactory.GetGrain<ILifeGrain>(name);
        using var source = new CancellationTokenSource();
        var busy = grain.Waiting(name, default);
        await Gate.Named(name).Entered();
        var call = grain.SleepUntilCancelled(source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Gate.Named(name).Open();
        Assert.Equal("went on", await busy);
        await grain.Who();
        Assert.DoesNotContain("sleeps", Journal.Named(name).Lines);
    }

    [Fact]
    public async Task Idle_LongerThanTheAge_ActivationEnds()
    {
        await using var grid = await TestGrid.StartAsync(UseManualTime);
        var grain = grid.GrainFactory.GetGrain<ILifeGrain>(name);
        await grain.Who();
        time.Advance(TimeSpan.FromMinutes(14));
        await grain.Who();
        time.Advance(TimeSpan.FromMinutes(14));
        Assert.DoesNotContain("deactivated ActivationIdle", Journal.Named(name).Lines);
        time.Advance(TimeSpan.FromMinutes(2));
        await Journal.Named(name).Until("deactivated ActivationIdle");
    }

    [Fact]
    public async Task Idle_ClassWithALimitOfItsOwn_EndsAfterThat()
    {
        await using var grid = await TestGrid.StartAsync(UseManualTime);
        await grid.GrainFactory.GetGrain<ILazyGrain>(name).Ping();
        await grid.GrainFactory.GetGrain<ILazyGrain>("stays" + name).Stay(TimeSpan.FromMinutes(10));
        time.Advance(TimeSpan.FromMinutes(5));
        await Journal.Named(name).Until("ActivationIdle");
        Assert.Empty(Journal.Named("stays" + name).Lines);
        time.Advance(TimeSpan.FromMinutes(6));
        await Journal.Named("stays" + name).Until("ActivationIdle");
    }

    [Fact]
    public async Task ResponseTimeout_ThirtySeconds_CallerGetsTimeout()
    {
        await using var grid = await TestGrid.StartAsync(UseManualTime);
        var call = grid.GrainFactory.GetGrain<ITurnGrain>(name).Enter(name);
        await Gate.Named(name).Entered();
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<TimeoutException>(() => call);
        Gate.Named(name).Open();
    }

    [Fact]
    public async Task Stop_ActiveGrains_AreDeactivatedAndLaterCallsFail()
    {
        await using var grid = await TestGrid.StartAsync();
        var grain = grid.GrainFactory.GetGrain<ILifeGrain>(name);
        await grain.Who();
        await grid.StopAsync();
        Assert.Contains("deactivated ShuttingDown", Journal.Named(name).Lines);
        await Assert.ThrowsAsync<SiloUnavailableException>(grain.Who);
    }

    [Fact]
    public async Task Stop_RequestUnderWay_IsFinishedFirst()
    {
        await using var grid = await TestGrid.StartAsync();
        var busy = grid.GrainFactory.GetGrain<ILifeGrain>(name).Waiting(name, default);
        await Gate.Named(name).Entered();
        var stop = grid.StopAsync();
        Assert.False(stop.IsCompleted);
        Gate.Named(name).Open();
        Assert.Equal("went on", await busy);
        await stop;
    }

    [Fact]
    public async Task Stop_RequestThatNeverEnds_IsGivenUpAtTheDeadline()
    {
        await using var grid = await EmbeddedGrid.StartAsync(_ => { }, [typeof(LifeGrain).Assembly]);
        var stuck = grid.GrainFactory.GetGrain<ITurnGrain>(name).Enter(name);
        await Gate.Named(name).Entered();
        await grid.StopAsync(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAsync<SiloUnavailableException>(() => stuck);
        Gate.Named(name).Open();
    }

    [Fact]
    public async Task Reminder_CameDueWhileTheProcessWasDown_FiresAfterTheStartAndKeepsItsPhase()
    {
        using var folder = new TemporaryFolder();
        await using (var grid = await TestGrid.StartAsync(Configure))
        {
            await grid.GrainFactory.GetGrain<IReminderGrain>(name).Remind("work", TimeSpan.FromMinutes(10), TimeSpan.FromHours(1));
        }

        // Due at 0:10; the process is down until 0:30.
        time.Advance(TimeSpan.FromMinutes(30));
        await using var again = await TestGrid.StartAsync(Configure);
        time.Advance(TimeSpan.Zero);
        await Journal.Named(name).Until(l => l.Length == 1);
        await time.TimerDueWithin(TimeSpan.FromMinutes(41), butNotWithin: TimeSpan.FromMinutes(39));
        time.Advance(TimeSpan.FromMinutes(39));
        Assert.Single(Journal.Named(name).Lines);

        // Not a moment longer: the timeouts of the call itself run by the same clock.
        time.Advance(TimeSpan.FromMinutes(1));
        await Journal.Named(name).Until(l => l.Length == 2);

        void Configure(IServiceCollection services)
        {
            UseManualTime(services);
            services.AddSqliteReminders(folder["grains.db"]);
        }
    }

    private void UseManualTime(IServiceCollection services)
    {
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(time);
    }
}
