using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Tests.Styling;

public sealed class WatchTests
{
    [Fact]
    public async Task Watch_ManyWatchers_AllSeeTheEndAndStepsThatOnlyGrow()
    {
        var world = World.New();
        var id = await SubmitOnly(world, new TestSettings("a", 300));
        await using var next = await StudioGrid.Start(world);
        var watchers = Enumerable.Range(0, 20).Select(i => Collect(next, id, slow: i % 2 == 0)).ToList();
        await Task.WhenAll(watchers.Select(w => w.Begun));
        await next.Scheduler.Recover();
        foreach (var watcher in watchers)
        {
            var events = await watcher.Events;
            Assert.Equal((JobStatus.Done, 300), (events[^1].Summary.Status, events[^1].Progress.Step));
            Assert.Equal(events.Select(e => e.Progress.Step).Order(), events.Select(e => e.Progress.Step));
            Assert.Single(events, e => e.Summary.Status.IsFinal());
        }

        // The slow ones have missed some, the others have seen many.
        Assert.All(watchers.Where((_, i) => i % 2 == 0), w => Assert.True(w.Events.Result.Count < 300));
        var running = watchers.SelectMany(w => w.Events.Result).Where(
            e => e.Summary.Status == JobStatus.Running && e.Progress.Step > 0).ToList();
        Assert.NotEmpty(running);
        Assert.All(running, e => Assert.Equal("s1", Assert.Single(e.Progress.Style).Layer));
        Assert.All(running, e => Assert.True(e.Progress.SecondsLeft >= 0));
    }

    [Fact]
    public async Task Watch_EndedJob_GivesItsEndAndCompletes()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var id = (await grid.Submit(new TestSettings("a", 5))).Job;
        await grid.Finish(id);
        var seen = Assert.Single(await Collect(grid, id, slow: false).Events);
        Assert.Equal(JobStatus.Done, seen.Summary.Status);
    }

    [Fact]
    public async Task Watch_UnknownJob_Throws()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var error = await Assert.ThrowsAsync<GridRequestException>(() => Collect(grid, "unknown", slow: false).Events);
        Assert.Equal(GridError.UnknownJob, error.Error);
    }

    [Fact]
    public async Task Watch_WithPreviews_TheLastShowsTheEndAndOldOnesGo()
    {
        var world = World.New();
        var id = await SubmitOnly(world, new TestSettings("a", 40));
        await using var next = await StudioGrid.Start(world, configure: o => o.PreviewPeriod = TimeSpan.Zero);
        var watcher = Collect(next, id, slow: false, previewSide: 64);
        await watcher.Begun;
        await next.Scheduler.Recover();
        var last = (await watcher.Events)[^1];
        Assert.Equal(40, last.PreviewStep);
        var preview = JobBlob.Unwrap("preview", GridKeys.Job(StudioGrid.Tenant, id), await world.Blobs.Get(last.Preview!));
        var picture = await next.Result(await next.Finish(id));
        Assert.Equal([.. "preview"u8, 40, .. picture], preview.ToArray());

        // Two images, three results, one checkpoint at the end; of 40 previews four.
        Assert.Equal(10, world.Blobs.Count);
    }

    private static async Task<string> SubmitOnly(World world, TestSettings settings)
    {
        await using var grid = await StudioGrid.Start(world, configure: o => o.Slots = 0);
        return (await grid.Submit(settings, every: 1000)).Job;
    }

    private static (Task Begun, Task<List<JobEvent>> Events) Collect(StudioGrid grid, string id, bool slow, int previewSide = 0)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (begun.Task, Read());

        async Task<List<JobEvent>> Read()
        {
            var events = new List<JobEvent>();
            await foreach (var next in grid.Job(id).Watch(previewSide))
            {
                events.Add(next);
                begun.TrySetResult();
                if (slow)
                {
                    await Task.Delay(20);
                }
            }

            return events;
        }
    }
}
