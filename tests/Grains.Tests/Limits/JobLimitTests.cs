using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Limits;

/// <summary>How many jobs a tenant may have waiting and running.</summary>
public sealed class JobLimitTests
{
    [Fact]
    public async Task Submit_OneMoreThanMayWait_IsRefusedUntilOneHasBegun()
    {
        using var stage = new Stage("first");
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine, limits: l => l.Default.JobsWaiting = 2);
        var first = (await grid.Submit(new TestSettings("first", 6))).Job;
        await stage.Reached;
        var waiting = (await grid.Submit(new TestSettings("second", 6))).Job;
        var paused = (await grid.Submit(new TestSettings("third", 6))).Job;
        await grid.Job(paused).Pause();
        var refused = await Assert.ThrowsAsync<GridRequestException>(() => grid.Submit(new TestSettings("fourth", 6)));
        Assert.Equal(GridError.LimitReached, refused.Error);
        Assert.Equal(
            "tenant 'studio': has 2 waiting jobs, and Limits:JobsWaiting lets it have 2; queue it when one has begun", refused.Message);
        Assert.Equal(3, (await grid.Queue().List()).Count);

        // Another tenant's, and what is there already, are not more.
        Assert.True((await grid.Submit(new TestSettings("fourth", 6), tenant: "other")).IsNew);
        Assert.Equal(waiting, (await grid.Submit(new TestSettings("second", 6))).Job);
        stage.Open();
        await Task.WhenAll(grid.Finish(first), grid.Finish(waiting));
        await grid.Finish((await grid.Submit(new TestSettings("fourth", 6))).Job);
    }

    [Fact]
    public async Task Submit_TenantAtItsLimitOfDevices_TheOtherGetsTheFreeOne()
    {
        using var stage = new Stage("greedy-0", atStep: 3);
        await using var grid = await StudioGrid.Start(
            World.New(), stage.Engine, o => o.Slots = 2, l => l.Tenants["studio"] = new LimitSet { JobsAtOnce = 1 });
        var greedy = new List<string> { (await grid.Submit(new TestSettings("greedy-0", 6))).Job };
        await stage.Reached;
        greedy.Add((await grid.Submit(new TestSettings("greedy-1", 6))).Job);
        var overview = await grid.Scheduler.Overview();
        Assert.Equal([GridKeys.Job(StudioGrid.Tenant, greedy[0])], overview.Running);
        Assert.Equal([GridKeys.Job(StudioGrid.Tenant, greedy[1])], overview.Waiting);

        // The device's thread is held by the first job, so the other one can begin and not end.
        var other = (await grid.Submit(new TestSettings("other", 6), tenant: "other")).Job;
        Assert.Contains(GridKeys.Job("other", other), (await grid.Scheduler.Overview()).Running);
        stage.Open();
        await Task.WhenAll(grid.Finish(greedy[0]), grid.Finish(greedy[1]), grid.Finish(other, "other"));
        Assert.True(stage.Order.LastIndexOf("greedy-0") < stage.Order.IndexOf("greedy-1"), string.Join(' ', stage.Order));
    }

    [Fact]
    public async Task Submit_MoreImportantAtTheLimitOfDevices_TakesTheTenantsOwn()
    {
        using var stage = new Stage("low", atStep: 2);
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine, o => o.Slots = 2, l => l.Default.JobsAtOnce = 1);
        var low = (await grid.Submit(new TestSettings("low", 12), every: 1000)).Job;
        await stage.Reached;
        var high = (await grid.Submit(new TestSettings("high", 6), priority: 5)).Job;
        stage.Open();
        await Task.WhenAll(grid.Finish(low), grid.Finish(high));
        Assert.Equal(["low", "high", "low"], stage.Runs);
    }
}
