using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>A job's life, without crashes.</summary>
public sealed partial class StyleJobTests
{
    [Fact]
    public async Task Submit_Job_RunsToTheEndAndLeavesResults()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var receipt = await grid.Submit(new TestSettings("a", 20));
        Assert.True(receipt.IsNew);
        var job = await grid.Finish(receipt.Job);
        Assert.Equal((JobStatus.Done, 20, 20), (job.Summary.Status, job.Summary.Step, job.Summary.Steps));
        Assert.Equal(["picture.bin", "losses.bin", "provenance.json"], job.Results.Select(r => r.Name));
        Assert.Equal(20, job.History.Count);
        Assert.Equal(Enumerable.Range(1, 20), job.History.Select(p => p.Step));
        Assert.True(job.History[^1].Total < job.History[0].Total);
        Assert.Equal([18, 20], job.Checkpoints.Select(c => c.Step));
        Assert.Equal(await Alone(new TestSettings("a", 20)), await grid.Result(job));
        var log = job.Messages.Select(m => m.Text).ToList();
        Assert.Equal("queued", log[0]);
        Assert.Equal("started", log[1]);
        Assert.StartsWith("done after 20 steps", log[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checkpoints_ManySteps_OnlyTheKeptOnesStayInTheStore()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var job = await grid.Finish((await grid.Submit(new TestSettings("a", 30), every: 1, keep: 3)).Job);
        Assert.Equal([28, 29, 30], job.Checkpoints.Select(c => c.Step));

        // Two images, three results, three checkpoints.
        Assert.Equal(8, world.Blobs.Count);
    }

    [Fact]
    public async Task PauseAndResume_RunningJob_KeepsStillAndThenEndsWithTheSameBits()
    {
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
        await using var grid = await StudioGrid.Start(World.New(), engine);
        var id = (await grid.Submit(new TestSettings("a", 20), every: 100)).Job;
        await reached.Task;
        var paused = await grid.Job(id).Pause();
        Assert.Equal(JobStatus.Paused, paused.Status);
        hold.Set();

        // The step under way is finished and kept, though no checkpoint was due.
        var still = await grid.Until(id, s => !s.IsLive);
        Assert.Equal((JobStatus.Paused, 8), (still.Summary.Status, still.Summary.Step));
        Assert.Equal([8], still.Checkpoints.Select(c => c.Step));
        Assert.Empty((await grid.Scheduler.Overview()).Running);
        Assert.Empty((await grid.Scheduler.Overview()).Waiting);

        await grid.Job(id).Resume();
        var job = await grid.Finish(id);
        Assert.Equal(JobStatus.Done, job.Summary.Status);
        Assert.Equal(2, job.Epoch);
        Assert.Equal(await Alone(new TestSettings("a", 20)), await grid.Result(job));
        Assert.Contains("from the checkpoint of step 8", job.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Resume_BeforeThePauseTookHold_TheJobContinues()
    {
        var reached = new TaskCompletionSource();
        using var hold = new ManualResetEventSlim();
        var engine = new TestEngine
        {
            BeforeStep = (_, step) =>
            {
                if (step == 4 && reached.TrySetResult())
                {
                    hold.Wait();
                }
            },
        };
        await using var grid = await StudioGrid.Start(World.New(), engine);
        var id = (await grid.Submit(new TestSettings("a", 20))).Job;
        await reached.Task;
        await grid.Job(id).Pause();
        Assert.Equal(JobStatus.Queued, (await grid.Job(id).Resume()).Status);
        hold.Set();
        var job = await grid.Finish(id);
        Assert.Equal(JobStatus.Done, job.Summary.Status);
        Assert.Equal(await Alone(new TestSettings("a", 20)), await grid.Result(job));
    }

    [Fact]
    public async Task Cancel_RunningJob_EndsAndMakesRoomForTheNext()
    {
        var reached = new TaskCompletionSource();
        using var hold = new ManualResetEventSlim();
        var engine = new TestEngine
        {
            BeforeStep = (label, step) =>
            {
                if (label == "a" && step == 5)
                {
                    reached.TrySetResult();
                    hold.Wait();
                }
            },
        };
        var world = World.New();
        await using var grid = await StudioGrid.Start(world, engine);
        var id = (await grid.Submit(new TestSettings("a", 20))).Job;
        var next = (await grid.Submit(new TestSettings("b", 5))).Job;
        await reached.Task;
        Assert.Equal(JobStatus.Cancelled, (await grid.Job(id).Cancel()).Status);
        hold.Set();
        var job = await grid.Finish(id);
        Assert.Equal(JobStatus.Cancelled, job.Summary.Status);
        Assert.Equal([3], job.Checkpoints.Select(c => c.Step));
        Assert.Empty(job.Results);
        Assert.Equal(JobStatus.Done, (await grid.Finish(next)).Summary.Status);
        await AssertRefused(GridError.WrongJobState, () => grid.Job(id).Resume());
        await AssertRefused(GridError.WrongJobState, () => grid.Job(next).Cancel());
        await AssertRefused(GridError.UnknownJob, () => grid.Job("unknown").Cancel());
        Assert.Equal(JobStatus.Cancelled, (await grid.Job(id).Cancel()).Status);
    }

    [Fact]
    public async Task Fail_InfiniteLoss_KeepsTheLastGoodCheckpointAndItsPicture()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var job = await grid.Finish((await grid.Submit(new TestSettings("a", 20, InfiniteAt: 9), every: 3)).Job);
        Assert.Equal(JobStatus.Failed, job.Summary.Status);
        Assert.Contains("the loss is not finite at step 9", job.Summary.Reason, StringComparison.Ordinal);
        Assert.Equal([3, 6], job.Checkpoints.Select(c => c.Step));

        // A run of six steps has the same picture.
        Assert.Equal(await Alone(new TestSettings("a", 6)), await grid.Result(job));
        Assert.Contains("the picture is that of step 6", job.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task Fail_InfiniteLossRightAfterACheckpoint_DoubtsThatCheckpoint()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var job = await grid.Finish((await grid.Submit(new TestSettings("a", 20, InfiniteAt: 7), every: 3)).Job);
        Assert.Equal([3], job.Checkpoints.Select(c => c.Step));
        Assert.Equal(await Alone(new TestSettings("a", 3)), await grid.Result(job));
    }

    [Fact]
    public async Task Fail_EngineThrows_SaysWhyAndTheNextJobRuns()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var id = (await grid.Submit(new TestSettings("a", 20, CrashAt: 5))).Job;
        var next = (await grid.Submit(new TestSettings("b", 5))).Job;
        var job = await grid.Finish(id);
        Assert.Equal((JobStatus.Failed, "InvalidOperationException: the device fell off"), (job.Summary.Status, job.Summary.Reason));
        Assert.Equal(JobStatus.Done, (await grid.Finish(next)).Summary.Status);
    }

    [Fact]
    public async Task Run_OtherWeights_FailsRatherThanMakingAnotherPicture()
    {
        var world = World.New();
        string id;
        await using (var grid = await StudioGrid.Start(world, configure: o => o.Slots = 0))
        {
            id = (await grid.Submit(new TestSettings("a", 20))).Job;
        }

        await using var other = await StudioGrid.Start(world, new TestEngine { NetworkVersion = "test-network-2" });
        await other.Scheduler.Recover();
        var job = await other.Finish(id);
        Assert.Equal(JobStatus.Failed, job.Summary.Status);
        Assert.Contains("was submitted for the weights test-network-1", job.Summary.Reason, StringComparison.Ordinal);
    }

    internal static async Task<byte[]> Alone(TestSettings settings)
    {
        await using var grid = await StudioGrid.Start(World.New());
        return await grid.Result(await grid.Finish((await grid.Submit(settings, every: 1000)).Job));
    }

    private static async Task<GridRequestException> AssertRefused(GridError error, Func<Task> action)
    {
        var exception = await Assert.ThrowsAsync<GridRequestException>(action);
        Assert.Equal(error, exception.Error);
        return exception;
    }
}
