using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Jobs;

/// <summary>The process dies; the next one finishes the job with the same bits.</summary>
public abstract class JobCrashTests
{
    private protected const int Steps = 12;

    private protected static readonly TestSettings Settings = new("a", Steps);

    /// <summary>Puts of a submission, before there is a job.</summary>
    private protected abstract int InputPuts { get; }

    /// <summary>The result that counts.</summary>
    private protected abstract string Product { get; }

    [Fact]
    public async Task Run_DiesBeforeAnyWrite_NextProcessEndsWithTheSameBits()
    {
        var expected = await Alone(Settings);
        var begunAt = new HashSet<int>();
        for (var writes = 0; ; writes++)
        {
            Assert.True(writes < 100, "the story never came to its end");
            var world = World.New();
            world.Storage.DieAfter(writes);
            var (job, _) = await RunUntilDeath(world);
            begunAt.Add(await FinishInTheNextLife(world, job, expected));
            if (!world.Storage.IsDead)
            {
                break;
            }
        }

        // It was cut at the start, at each checkpoint and after the end.
        Assert.Superset(new HashSet<int> { 0, 4, 8, 12 }, begunAt);
    }

    [Theory]
    [InlineData(nameof(DeathAtPut.Before))]
    [InlineData(nameof(DeathAtPut.Within))]
    [InlineData(nameof(DeathAtPut.After))]
    public async Task Run_DiesAtAnyPut_NextProcessEndsWithTheSameBits(string how)
    {
        var expected = await Alone(Settings);

        // The first are the inputs, which the client stores before there is a job.
        for (var puts = InputPuts; ; puts++)
        {
            Assert.True(puts < 30, "the story never came to its end");
            var world = World.New();
            world.Blobs.DieAfter(puts, Enum.Parse<DeathAtPut>(how));
            var (job, _) = await RunUntilDeath(world);
            await FinishInTheNextLife(world, job, expected);
            if (!world.Storage.IsDead)
            {
                Assert.True(puts >= InputPuts + 6, $"only {puts} puts");
                return;
            }
        }
    }

    [Fact]
    public async Task Run_DiesAtRandomSteps_NextProcessEndsWithTheSameBits()
    {
        const int Points = 50;
        var settings = Settings with { Steps = 60 };
        var expected = await Alone(settings);
        var random = new Random(50);
        var last = World.New();
        string? job = null;
        for (var point = 0; point < Points; point++)
        {
            // Now and then the same job dies once more; else a new one begins.
            if (job is null || random.Next(3) == 0)
            {
                (last, job) = (World.New(), null);
            }

            var world = last.NextLife();
            var stepsUntilDeath = random.Next(1, 25);
            var made = 0;
            var engine = new TestEngine
            {
                BeforeStep = (_, _) =>
                {
                    if (++made == stepsUntilDeath)
                    {
                        world.Storage.DieAfter(0);
                    }
                },
            };
            bool done;
            (job, done) = await RunUntilDeath(world, engine, settings, every: 1 + random.Next(7), job);
            last = world;
            if (done || point == Points - 1 || random.Next(3) == 0)
            {
                await FinishInTheNextLife(world, job, expected, settings);
                job = null;
            }
        }
    }

    [Fact]
    public async Task Run_NewestCheckpointDamaged_GoesOnFromTheOneBeforeAndSaysSo()
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
    public async Task Run_AllCheckpointsGone_BeginsAnewAndSaysSo()
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
    public async Task Checkpoint_DiskFull_JobPausesSaysSoAndGoesOnLater()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var id = (await Submit(grid, Settings with { Label = "waits" })).Job;
        await grid.Finish(id);

        // What the submission puts and one checkpoint succeed, the next checkpoint finds the disk full.
        world.Blobs.BeFullAfter(InputPuts + 1, 1);
        var full = (await Submit(grid, Settings, every: 3)).Job;
        var paused = await grid.Until(full, s => s.Status == JobStatus.Paused && !s.IsLive);
        Assert.Equal("paused at step 6: the checkpoint could not be stored (blobs: the disk is full; nothing was changed)", paused.Summary.Reason);
        Assert.Equal([3], paused.Checkpoints.Select(c => c.Step));
        await grid.Job(full).Resume();
        var job = await grid.Finish(full);
        Assert.Equal(JobStatus.Done, job.Summary.Status);
        Assert.Null(job.Summary.Reason);
        Assert.Equal(await Alone(Settings), await grid.Result(job, Product));
    }

    [Fact]
    public async Task Checkpoint_StateCannotBeWrittenEither_JobHoldsStillAndGoesOnLater()
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
    public async Task Stop_RunningJob_CheckpointsAndTheNextProcessGoesOnThere()
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

    private protected abstract Task<JobReceipt> Submit(StudioGrid grid, TestSettings settings, int every = 3);

    /// <summary>What a job comes to that nothing happens to.</summary>
    private protected async Task<byte[]> Alone(TestSettings settings)
    {
        await using var grid = await StudioGrid.Start(World.New());
        return await grid.Result(await grid.Finish((await Submit(grid, settings, every: 1000)).Job), Product);
    }

    /// <summary>Submits (unless the job is there) and runs until the process has died or the job has ended.</summary>
    private async Task<(string? Acknowledged, bool Done)> RunUntilDeath(
        World world, TestEngine? engine = null, TestSettings? settings = null, int every = 4, string? job = null)
    {
        await using var grid = await StudioGrid.Start(world, engine);
        try
        {
            if (job is null)
            {
                job = (await Submit(grid, settings ?? Settings, every)).Job;
            }
            else
            {
                await grid.Scheduler.Recover();
            }
        }
        catch (Exception exception) when (exception.GetBaseException() is IOException && world.Storage.IsDead)
        {
            return (job, false);
        }

        while (!world.Storage.Death.IsCompleted)
        {
            if (await grid.Job(job).Summarize() is { IsLive: false } summary && summary.Status.IsFinal())
            {
                Assert.Equal(JobStatus.Done, summary.Status);
                return (job, true);
            }

            await Task.WhenAny(world.Storage.Death, Task.Delay(2));
        }

        return (job, false);
    }

    /// <returns>The step that the next process went on from.</returns>
    private async Task<int> FinishInTheNextLife(World world, string? job, byte[] expected, TestSettings? settings = null)
    {
        var begun = Steps;
        await using var next = await StudioGrid.Start(world.NextLife(), new TestEngine { Opened = (_, step) => begun = step });
        await next.Scheduler.Recover();
        var listed = await next.Queue().List();
        if (job is null)
        {
            // Not acknowledged: it is wholly there or not at all, and can be asked for again.
            Assert.True(listed.Count <= 1);
            job = (await Submit(next, settings ?? Settings)).Job;
            Assert.True(listed.Count == 0 || listed[0].Job == job);
        }
        else
        {
            Assert.Equal(job, Assert.Single(listed).Job);
        }

        var done = await next.Finish(job);
        Assert.Equal(JobStatus.Done, done.Summary.Status);
        Assert.Equal(expected, await next.Result(done, Product));
        Assert.Equal(Enumerable.Range(1, (settings ?? Settings).Steps), done.History.Select(p => p.Step));
        return begun;
    }

    /// <summary>A job whose process died in the middle of step <paramref name="atStep"/> + 1.</summary>
    private protected async Task<(World World, string Job)> Interrupted(int atStep, int every)
    {
        var world = World.New();
        var engine = new TestEngine
        {
            BeforeStep = (_, step) =>
            {
                if (step == atStep)
                {
                    world.Storage.DieAfter(0);
                }
            },
        };
        var (job, _) = await RunUntilDeath(world, engine, Settings, every);
        return (world.NextLife(), job!);
    }

    private protected static async Task<World> Change(World world, string id, Action<MortalBlobs, JobDescription> change)
    {
        await using (var grid = await StudioGrid.Start(world, configure: o => o.Slots = 0))
        {
            change(world.Blobs, (await grid.Job(id).Describe())!);
        }

        return world;
    }
}
