using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Tests.Jobs;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>Renders whose process dies.</summary>
public sealed class StyleCrashTests : JobCrashTests
{
    private protected override int InputPuts => 2;

    private protected override string Product => "picture.bin";

    [Fact]
    public async Task Run_InputDamaged_FailsAndSaysWhich()
    {
        var (world, id) = await Interrupted(atStep: 10, every: 3);
        world = await Change(world, id, (blobs, job) => blobs.Damage(job.Specification.Images[0].Blob));
        await using var grid = await StudioGrid.Start(world);
        await grid.Scheduler.Recover();
        var job = await grid.Finish(id);
        Assert.Equal(JobStatus.Failed, job.Summary.Status);
        Assert.Equal("content image 'c.jpg': blob: is damaged", job.Summary.Reason);
        Assert.Equal([6, 9], job.Checkpoints.Select(c => c.Step));
    }

    private protected override Task<JobReceipt> Submit(StudioGrid grid, TestSettings settings, int every = 3) =>
        grid.Submit(settings, every);
}
