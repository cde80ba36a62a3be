using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Tests.Jobs;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Training;

/// <summary>Training runs whose process dies.</summary>
public sealed class TrainingCrashTests : JobCrashTests, IDisposable
{
    private readonly TrainingFolder _folder = new();

    private protected override int InputPuts => 0;

    private protected override string Product => "encoder.bin";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_FolderChanged_PausesWithTheReasonAndIsResumedOnceItIsRestored()
    {
        var (world, id) = await Interrupted(atStep: 10, every: 3);
        _folder.Add("anna/2.jpg", [1, 2, 3]);
        await using var grid = await StudioGrid.Start(world);
        await grid.Scheduler.Recover();
        var paused = await grid.Until(id, s => s.Status == JobStatus.Paused && !s.IsLive);
        Assert.Contains(
            "has changed since the run was queued: it had 2 files of 11 bytes, now 3 of 14",
            paused.Summary.Reason,
            StringComparison.Ordinal);
        Assert.Equal([6, 9], paused.Checkpoints.Select(c => c.Step));
        _folder.Remove("anna/2.jpg");
        await grid.Job(id).Resume();
        var job = await grid.Finish(id);
        Assert.Equal(JobStatus.Done, job.Summary.Status);
        Assert.Equal(await Alone(Settings), await grid.Result(job, Product));
        Assert.Contains("from the checkpoint of step 9", job.Messages.Select(m => m.Text));
    }

    private protected override Task<JobReceipt> Submit(StudioGrid grid, TestSettings settings, int every = 3) =>
        grid.Train(settings, _folder.Path, every);
}
