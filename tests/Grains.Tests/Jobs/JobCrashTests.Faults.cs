using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Jobs;

/// <summary>Damaged checkpoints, failing storage, a second activation, a stop and a pause.</summary>
public abstract partial class JobCrashTests
{
    [Fact]
    public async Task Run_NewestCheckpointDamaged_ResumesAtTheOneBeforeAndLogsIt()
    {
        var (world, id) = await Interrupted(atStep: 10, every: 3);
        world = await Change(world, id, (blobs, job) => blobs.Damage(job.Checkpoints[^1].Blob));
        await using var grid = await StudioGrid.Start(world);
        await grid.Scheduler.Recover();
        var job = await grid.Finish(id);
        Assert.Equal(await Alone(Settings), await grid.Result(job, Product));
        var log = job.Messages.Select(m => m.Text).ToList();
        Assert.Contains(log, m => m.StartsWith("the checkpoint of step 9 is unusable", StringComparison.Ordinal));
        Assert.Contains("from the checkpoint of step 6", log);

        // Every step once, also those that were made twice.
        Assert.Equal(Enumerable.Range(1, Steps), job.History.Select(p => p.Step));
    }

    [Fact]
    public async Task Run_AllCheckpointsGone_RestartsAndLogsIt()
    {
        var (world, id) = await Interrupted(atStep: 10, every: 3);
        world = await Change(world, id, (blobs, job) =>
        {
            blobs.Damage(job.Checkpoints[0].Blob);
            blobs.Lose(job.Checkpoints[1].Blob);
        });
        await using var grid = await StudioGrid.Start(world);
        await grid.Scheduler.Recover();
        var job = await grid.Finish(id);
        Assert.Equal(await Alone(Settings), await grid.Result(job, Product));
        Assert.Contains("from the start", job.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Checkpoint_DiskFull_JobPausesWithTheReasonAndIsResumedLater()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var id = (await Submit(grid, Settings with { Label = "waits" })).Job;
        await grid.Finish(id);

        // What the submission puts and one checkpoint succeed, the next checkpoint finds the disk full.
        world.Blobs.BeFullAfter(InputPuts + 1, 1);
        var full = (await Submit(grid, Settings, every: 3)).Job;
        var paused = await grid.Until(full, s => s.Status == JobStatus.Paused && !s.IsLive);
        Assert.Equal(
            "paused at step 6: the checkpoint could not be stored (blobs: the disk is full; nothing was changed)", paused.Summary.Reason);
        Assert.Equal([3], paused.Checkpoints.Select(c => c.Step));
        await grid.Job(full).Resume();
        var job = await grid.Finish(full);
        Assert.Equal(JobStatus.Done, job.Summary.Status);
        Assert.Null(job.Summary.Reason);
        Assert.Equal(await Alone(Settings), await grid.Result(job, Product));
    }

    [Fact]
    public async Task Checkpoint_StateCannotBeWrittenEither_JobPausesInMemoryAndIsResumedLater()
    {
        var world = World.New();
        var engine = new TestEngine
        {
            BeforeStep = (_, step) =>
            {
                if (step == 5)
                {
                    world.Storage.FailNext(1000);
                }
            },
        };
        await using var grid = await StudioGrid.Start(world, engine);
        var id = (await Submit(grid, Settings, every: 3)).Job;
        var paused = await grid.Until(id, s => s.Status == JobStatus.Paused && !s.IsLive);
        Assert.StartsWith("paused at step 6: the job's state could not be stored", paused.Summary.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => grid.Job(id).Resume());
        Assert.Equal(JobStatus.Paused, (await grid.Job(id).Summarize())!.Status);
        world.Storage.FailNext(0);
        engine.BeforeStep = null;
        await grid.Job(id).Resume();
        var job = await grid.Finish(id);
        Assert.Equal(await Alone(Settings), await grid.Result(job, Product));
        Assert.Contains(paused.Summary.Reason, job.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Start_AnotherActivation_FencesTheFirst()
    {
        var world = World.New();
        var reached = new TaskCompletionSource();
        using var hold = new ManualResetEventSlim();
        var firstSteps = 0;
        var slow = new TestEngine
        {
            BeforeStep = (_, step) =>
            {
                firstSteps++;
                if (step == 7)
                {
                    reached.TrySetResult();
                    hold.Wait();
                }
            },
        };

        // One storage, two clusters: as when a silo is cut off and does not know it.
        await using var first = await StudioGrid.Start(world, slow);
        var id = (await Submit(first, Settings, every: 3)).Job;
        await reached.Task;
        await using (var second = await StudioGrid.Start(world))
        {
            await second.Scheduler.Recover();
            var job = await second.Finish(id);
            Assert.Equal((JobStatus.Done, 2L), (job.Summary.Status, job.Epoch));
            Assert.Equal(await Alone(Settings), await second.Result(job, Product));
        }

        var blobs = world.Blobs.Names.Order().ToList();
        hold.Set();
        var seen = await first.Until(id, s => s.Status == JobStatus.Done);

        // It made steps until its next checkpoint, found itself fenced, and left nothing behind.
        Assert.Equal(2, seen.Epoch);
        Assert.Equal(9, firstSteps);
        Assert.Equal(blobs, world.Blobs.Names.Order());
        Assert.Equal(await Alone(Settings), await first.Result(seen, Product));
    }

    [Fact]
    public async Task Stop_RunningJob_CheckpointsAndTheNextProcessResumesThere()
    {
        var world = World.New();
        var reached = new TaskCompletionSource();
        using var hold = new ManualResetEventSlim();
        var engine = new TestEngine
        {
            BeforeStep = (_, step) =>
            {
                if (step == 7)
                {
                    reached.TrySetResult();
                    hold.Wait();
                }
            },
        };
        string id;
        await using (var grid = await StudioGrid.Start(world, engine))
        {
            id = (await Submit(grid, Settings, every: 1000)).Job;
            await reached.Task;
            _ = Task.Delay(50).ContinueWith(_ => hold.Set(), TaskScheduler.Default);
        }

        var begun = -1;
        await using var next = await StudioGrid.Start(world, new TestEngine { Opened = (_, step) => begun = step });
        Assert.Equal(JobStatus.Queued, (await next.Job(id).Summarize())!.Status);
        await next.Scheduler.Recover();
        var job = await next.Finish(id);
        Assert.Equal(8, begun);
        Assert.Equal(await Alone(Settings), await next.Result(job, Product));
        Assert.Contains("interrupted; resumed", job.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Pause_ThenDeath_StaysPaused()
    {
        var world = World.New();
        var engine = new TestEngine();
        string id;
        await using (var grid = await StudioGrid.Start(world, engine))
        {
            var reached = new TaskCompletionSource();
            using var hold = new ManualResetEventSlim();
            engine.BeforeStep = (_, step) =>
            {
                if (step == 7)
                {
                    reached.TrySetResult();
                    hold.Wait();
                }
            };
            id = (await Submit(grid, Settings, every: 3)).Job;
            await reached.Task;
            await grid.Job(id).Pause();

            // Acknowledged; the checkpoint that belongs to it never gets done.
            world.Storage.DieAfter(0);
            hold.Set();
        }

        await using var next = await StudioGrid.Start(world.NextLife());
        await next.Scheduler.Recover();
        var summary = (await next.Job(id).Summarize())!;
        Assert.Equal((JobStatus.Paused, 6), (summary.Status, summary.Step));
        await next.Job(id).Resume();
        Assert.Equal(await Alone(Settings), await next.Result(await next.Finish(id), Product));
    }
}
