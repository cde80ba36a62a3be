using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>Who gets the device, and when.</summary>
public sealed class SchedulerTests
{
    [Fact]
    public async Task Submit_SeveralWhileOneRuns_OneRunsAtATimeAndTheMoreImportantFirst()
    {
        using var stage = new Stage("first");
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine);
        var first = (await grid.Submit(new TestSettings("first", 6), priority: 9)).Job;
        await stage.Reached;
        var low = (await grid.Submit(new TestSettings("low", 6), priority: -5)).Job;
        var normal = (await grid.Submit(new TestSettings("normal", 6))).Job;
        var high = (await grid.Submit(new TestSettings("high", 6), priority: 5)).Job;
        var overview = await grid.Scheduler.Overview();
        Assert.Equal([GridKeys.Job(StudioGrid.Tenant, first)], overview.Running);
        Assert.Equal([.. new[] { high, normal, low }.Select(j => GridKeys.Job(StudioGrid.Tenant, j))], overview.Waiting);
        stage.Open();
        await Task.WhenAll(new[] { first, low, normal, high }.Select(j => grid.Finish(j)));
        Assert.Equal(["first", "high", "normal", "low"], stage.Runs);
    }

    [Fact]
    public async Task Submit_TwoSlots_TwoRunAtOnce()
    {
        using var stage = new Stage("none");
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine, o => o.Slots = 2);
        var jobs = new List<string>();
        foreach (var label in new[] { "a", "b", "c" })
        {
            jobs.Add((await grid.Submit(new TestSettings(label, 200))).Job);
        }

        await Task.WhenAll(jobs.Select(j => grid.Finish(j)));

        // One device thread, shared step by step: each of a and b began before the other had ended, c did not. Which of two that both
        // have a slot is ready for its first step first is not determined.
        string[] began = [.. stage.Order.Distinct()];
        Assert.Equal(["a", "b"], began[..2].Order());
        Assert.Equal(["c"], began[2..]);
        Assert.True(stage.Order.IndexOf("b") < stage.Order.LastIndexOf("a"));
        Assert.True(stage.Order.IndexOf("a") < stage.Order.LastIndexOf("b"));
        Assert.True(stage.Order.IndexOf("c") > Math.Min(stage.Order.LastIndexOf("a"), stage.Order.LastIndexOf("b")));
    }

    [Fact]
    public async Task Submit_MoreImportantThanTheRunning_TakesOverAtACheckpointAndBothEndRight()
    {
        using var stage = new Stage("low", atStep: 7);
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine);
        var low = (await grid.Submit(new TestSettings("low", 20), every: 1000)).Job;
        await stage.Reached;
        var high = (await grid.Submit(new TestSettings("high", 6), priority: 5)).Job;
        stage.Open();
        var (one, two) = (await grid.Finish(low), await grid.Finish(high));
        Assert.Equal(["low", "high", "low"], stage.Runs);
        Assert.Contains("made way for another job at step 8", one.Messages.Select(m => m.Text));
        Assert.Contains("from the checkpoint of step 8", one.Messages.Select(m => m.Text));
        Assert.Equal(2, one.Epoch);
        Assert.Equal(await StyleJobTests.Alone(new TestSettings("low", 20)), await grid.Result(one));
        Assert.Equal(await StyleJobTests.Alone(new TestSettings("high", 6)), await grid.Result(two));
    }

    [Fact]
    public async Task Submit_SamePriority_DoesNotTakeOver()
    {
        using var stage = new Stage("a", atStep: 7);
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine);
        var a = (await grid.Submit(new TestSettings("a", 20), every: 1)).Job;
        await stage.Reached;
        var b = (await grid.Submit(new TestSettings("b", 6), tenant: "other")).Job;
        stage.Open();
        await Task.WhenAll(grid.Finish(a), grid.Finish(b, "other"));
        Assert.Equal(["a", "b"], stage.Runs);
    }

    [Fact]
    public async Task Submit_TenantWithManyJobs_DoesNotShutOutAnother()
    {
        using var stage = new Stage("greedy-0", atStep: 3);
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine);
        var greedy = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            greedy.Add((await grid.Submit(new TestSettings($"greedy-{i}", 5), tenant: "greedy")).Job);
        }

        await stage.Reached;
        var modest = (await grid.Submit(new TestSettings("modest", 5), tenant: "modest")).Job;
        stage.Open();
        await Task.WhenAll(greedy.Select(j => grid.Finish(j, "greedy")).Append(grid.Finish(modest, "modest")));

        // Served least, so it comes right after the job that was running.
        Assert.Equal("modest", stage.Runs[1]);
        Assert.True((await grid.Scheduler.Overview()).Service["greedy"] > 0);
    }

    [Fact]
    public async Task Report_OtherTenantIsOwedMoreThanASlice_MakesWayAtACheckpoint()
    {
        using var stage = new Stage("long", atStep: 4);
        await using var grid = await StudioGrid.Start(World.New(), stage.Engine, o => o.Slice = TimeSpan.Zero);
        var one = (await grid.Submit(new TestSettings("long", 12), every: 3, tenant: "one")).Job;
        await stage.Reached;
        var two = (await grid.Submit(new TestSettings("short", 2), tenant: "two")).Job;
        stage.Open();
        var done = await grid.Finish(one, "one");
        await grid.Finish(two, "two");
        Assert.Equal(["long", "short", "long"], stage.Runs);
        Assert.Contains("made way for another job at step 6", done.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Recover_JobsOfSeveralTenantsWaiting_RunsThemAll()
    {
        var world = World.New();
        var jobs = new List<(string Tenant, string Job)>();
        await using (var office = await StudioGrid.Start(world, configure: o => o.Slots = 0))
        {
            foreach (var tenant in new[] { "one", "two", "three" })
            {
                jobs.Add((tenant, (await office.Submit(new TestSettings(tenant, 4), tenant: tenant)).Job));
                jobs.Add((tenant, (await office.Submit(new TestSettings(tenant, 5), tenant: tenant)).Job));
            }

            var paused = await office.Submit(new TestSettings("paused", 5), tenant: "one");
            await office.Job(paused.Job, "one").Pause();
            Assert.All(await office.Queue("two").List(), j => Assert.Equal(JobStatus.Queued, j.Status));
        }

        await using var grid = await StudioGrid.Start(world);
        var overview = await grid.Scheduler.Recover();
        Assert.Equal((1, 5), (overview.Running.Count, overview.Waiting.Count));
        foreach (var (tenant, job) in jobs)
        {
            Assert.Equal(JobStatus.Done, (await grid.Finish(job, tenant)).Summary.Status);
        }
    }
}
