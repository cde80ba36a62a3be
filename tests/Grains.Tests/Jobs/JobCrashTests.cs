using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Jobs;

/// <summary>The process dies; the next one finishes the job with the same bits.</summary>
public abstract partial class JobCrashTests
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

            while (!world.Storage.Death.IsCompleted)
            {
                if (await grid.Job(job).Summarize() is { IsLive: false } summary && summary.Status.IsFinal())
                {
                    Assert.Equal(JobStatus.Done, summary.Status);
                    return (job, true);
                }

                await Task.WhenAny(world.Storage.Death, Task.Delay(2));
            }
        }
        catch (Exception exception) when (exception.GetBaseException() is IOException && world.Storage.IsDead)
        {
            // The grains are activated again after a failed write, and cannot be.
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
