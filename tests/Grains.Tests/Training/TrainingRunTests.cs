using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Training;

/// <summary>Training runs as jobs, beside renders.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private readonly TrainingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SubmitTraining_Run_LeavesResultsAndSaysWhatItLearnedFrom()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var receipt = await grid.Train(new TestSettings("a", 20), _folder.Path);
        Assert.StartsWith("run-", receipt.Job, StringComparison.Ordinal);
        var job = await grid.Finish(receipt.Job);
        Assert.Equal((JobKind.Training, JobStatus.Done, 20), (job.Summary.Kind, job.Summary.Status, job.Summary.Step));
        Assert.Equal(["encoder.bin", "losses.bin", "provenance.json"], job.Results.Select(r => r.Name));
        Assert.Equal((_folder.Path, 2, 11L), (job.Specification.Data!.Folder, job.Specification.Data.Files, job.Specification.Data.Bytes));
        Assert.Equal([new JobMeasure("learning rate", 0.02)], job.Progress.Measures);
        Assert.Equal(Enumerable.Range(1, 20), job.History.Select(p => p.Step));
        Assert.True(job.History[^1].Total < job.History[0].Total);
        Assert.Equal(job.Messages[^1].At, job.Summary.Ended);
    }

    [Fact]
    public async Task SubmitTraining_SameAgain_IsTheSameJobUnlessThePhotosOrTheWishDiffer()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var settings = new TestSettings("a", 4);
        var first = await grid.Train(settings, _folder.Path);
        Assert.Equal((first.Job, false), (await grid.Train(settings, _folder.Path)) is var again ? (again.Job, again.IsNew) : default);
        Assert.True((await grid.Train(settings, _folder.Path, again: true)).IsNew);
        _folder.Add("bert/1.jpg", [1]);
        Assert.True((await grid.Train(settings, _folder.Path)).IsNew);
    }

    [Theory]
    [InlineData("""{"Label":"a","Steps":0}""", "steps: 0 is not above 0")]
    [InlineData("""{"Label":"a","Steps":3}""", "there is no such folder")]
    public async Task SubmitTraining_Unusable_IsRefused(string configuration, string reason)
    {
        await using var grid = await StudioGrid.Start(World.New());
        var path = reason.StartsWith("there", StringComparison.Ordinal) ? "relative/folder" : _folder.Path;
        Directory.CreateDirectory(_folder.Path);
        var refused = await Assert.ThrowsAnyAsync<Exception>(
            () => grid.Queue().SubmitTraining(new TrainingRunRequest(configuration, path, 0, CheckpointCadence.Default, false)));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Empty(await grid.Queue().List());
    }

    [Fact]
    public async Task Fork_OfATrainingRun_IsRefused()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var id = (await grid.Train(new TestSettings("a", 4), _folder.Path)).Job;
        await grid.Finish(id);
        var refused = await Assert.ThrowsAsync<GridRequestException>(
            () => grid.Queue().Fork(new StyleForkRequest(id, null, "{}", null, false)));
        Assert.Equal(GridError.InvalidRequest, refused.Error);
    }

    [Fact]
    public async Task BothKinds_OneDevice_WaitInOneQueueAndTakeTurnsByPriority()
    {
        using var hold = new ManualResetEventSlim();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var order = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var engine = new TestEngine
        {
            BeforeStep = (label, step) =>
            {
                order.Enqueue(label);
                if (label == "picture" && step == 5)
                {
                    reached.TrySetResult();
                    hold.Wait();
                }
            },
        };
        await using var grid = await StudioGrid.Start(World.New(), engine);
        var picture = (await grid.Submit(new TestSettings("picture", 20))).Job;
        await reached.Task;
        var run = (await grid.Train(new TestSettings("run", 6), _folder.Path, priority: 3)).Job;
        Assert.Equal([GridKeys.Job(StudioGrid.Tenant, run)], (await grid.Scheduler.Overview()).Waiting);
        hold.Set();
        await grid.Finish(run);
        var rendered = await grid.Finish(picture);
        string[] all = [.. order];
        Assert.Equal(["picture", "run", "picture"], all.Where((label, i) => i == 0 || all[i - 1] != label));
        Assert.Equal(await StyleJobTests.Alone(new TestSettings("picture", 20)), await grid.Result(rendered));
        Assert.Equal([JobKind.Style, JobKind.Training], (await grid.Queue().List()).Select(j => j.Kind));
    }

    [Fact]
    public async Task Finish_Encoder_IsRegisteredOnceAndItsWeightsOutliveTheRun()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var first = await grid.Finish((await grid.Train(new TestSettings(TestTrainingSession.Registered, 6), _folder.Path)).Job);
        await grid.Finish((await grid.Train(new TestSettings(TestTrainingSession.Registered, 6), _folder.Path, again: true)).Job);
        var version = Assert.Single(await grid.Grains.GetGrain<IModelRegistryGrain>(StudioGrid.Tenant).Versions());
        Assert.Equal((TestTrainingSession.ModelVersion, "encoder.bin", first.Summary.Job), (version.Version, version.Name, version.Source));
        Assert.Equal(first.Results[0].Blob, version.Weights);
        await grid.Queue().Prune(DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.Equal([version.Weights.Sha256], world.Blobs.Names);
    }

    [Fact]
    public async Task Watch_Run_TellsMeasuresAndMakesPreviews()
    {
        await using var grid = await StudioGrid.Start(World.New(), configure: o => o.Slots = 1);
        var id = (await grid.Train(new TestSettings("a", 40), _folder.Path)).Job;
        JobEvent? last = null;
        await foreach (var now in grid.Job(id).Watch(64))
        {
            last = now;
        }

        Assert.Equal(JobStatus.Done, last!.Summary.Status);
        Assert.Equal("learning rate", Assert.Single(last.Progress.Measures!).Name);
    }
}
