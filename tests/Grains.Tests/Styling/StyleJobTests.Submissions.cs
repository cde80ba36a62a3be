using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>Submissions and forks.</summary>
public sealed partial class StyleJobTests
{
    [Theory]
    [InlineData("{", "settings")]
    [InlineData("""{"Label":"a","Steps":0}""", "steps")]
    public async Task Submit_BadSettings_IsRefusedAndLeavesNothing(string settings, string subject)
    {
        await using var grid = await StudioGrid.Start(World.New());
        var error = await AssertRefused(
            GridError.InvalidRequest, () => grid.Queue().Submit(new StyleJobRequest(settings, [], 0, CheckpointCadence.Default, false)));
        Assert.Equal(subject, error.Subject);
        Assert.Empty(await grid.Queue().List());
    }

    [Fact]
    public async Task Submit_TheSameTwice_IsOneJobUnlessAgain()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var first = await grid.Submit(new TestSettings("a", 20));
        var second = await grid.Submit(new TestSettings("a", 20), priority: 3);
        Assert.Equal((first.Job, false), (second.Job, second.IsNew));
        var again = await grid.Submit(new TestSettings("a", 20), again: true);
        Assert.True(again.IsNew);
        Assert.Equal(first.Job + "-2", again.Job);
        var other = await grid.Submit(new TestSettings("a", 21));
        Assert.True(other.IsNew);
        var one = await grid.Finish(first.Job);
        var two = await grid.Finish(again.Job);
        Assert.Equal(await grid.Result(one), await grid.Result(two));
        Assert.Equal(3, (await grid.Queue().List()).Count);

        // And once it is done, it is there at once.
        Assert.Equal(new JobReceipt(again.Job, false, JobStatus.Done), await grid.Submit(new TestSettings("a", 20)));
    }

    [Fact]
    public async Task Submit_WhatWasCancelledBefore_IsANewJob()
    {
        await using var grid = await StudioGrid.Start(World.New(), configure: o => o.Slots = 0);
        var first = await grid.Submit(new TestSettings("a", 20));
        await grid.Job(first.Job).Cancel();
        var second = await grid.Submit(new TestSettings("a", 20));
        Assert.True(second.IsNew);
        Assert.NotEqual(first.Job, second.Job);
    }

    [Fact]
    public async Task Fork_Checkpoint_BeginsWithItsPictureAndOtherWeights()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var id = (await grid.Submit(new TestSettings("a", 20), keep: 4)).Job;
        var parent = await grid.Finish(id);
        Assert.Equal([12, 15, 18, 20], parent.Checkpoints.Select(c => c.Step));
        var receipt = await grid.Queue().Fork(new StyleForkRequest(id, 15, """{"StyleWeight":40,"Steps":1}""", null, false));
        Assert.True(receipt.IsNew);
        var fork = await grid.Finish(receipt.Job);
        Assert.Equal((JobStatus.Done, 1), (fork.Summary.Status, fork.Summary.Step));
        Assert.Equal((id, 15), (fork.Specification.Origin!.Job, fork.Specification.Origin.Step));
        Assert.Contains("\"StyleWeight\":40", fork.Specification.Settings, StringComparison.Ordinal);

        // The first loss is that of the picture at step 15: its content term is the parent's at step 16, whose weight has not changed.
        Assert.Equal(parent.History[15].Content, fork.History[0].Content);
        Assert.NotEqual(parent.History[15].Style, fork.History[0].Style);

        Assert.False((await grid.Queue().Fork(new StyleForkRequest(id, 15, """{"StyleWeight":40,"Steps":1}""", null, false))).IsNew);
        await AssertRefused(GridError.WrongJobState, () => grid.Queue().Fork(new StyleForkRequest(id, 3, "{}", null, false)));
        await AssertRefused(GridError.InvalidRequest, () => grid.Queue().Fork(new StyleForkRequest(id, 15, "[]", null, false)));
        await AssertRefused(GridError.UnknownJob, () => grid.Queue().Fork(new StyleForkRequest("unknown", null, "{}", null, false)));
    }
}
