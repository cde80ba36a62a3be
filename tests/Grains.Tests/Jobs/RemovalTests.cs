using System.Text.Json;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Training;

namespace FaceGrid.Grains.Tests.Jobs;

/// <summary>Removal deletes jobs that have ended, and keeps what other jobs name.</summary>
public sealed class RemovalTests : IDisposable
{
    private readonly TrainingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Remove_OneOfTwo_ItsRecordAndBlobsGoAndWhatTheOtherNamesStays()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var stays = await grid.Finish((await grid.Submit(new TestSettings("a", 12))).Job);
        var goes = await grid.Finish((await grid.Submit(new TestSettings("b", 12))).Job);
        var run = await grid.Finish((await grid.Train(new TestSettings("c", 12), _folder.Path)).Job);

        // Both renders have the same images and come to the same bits: their results are the same blobs but for the settings.
        Assert.Equal(stays.Results[0].Blob, goes.Results[0].Blob);
        var removed = await grid.Queue().Remove([goes.Summary.Job, run.Summary.Job]);
        Assert.Equal([goes.Summary.Job, run.Summary.Job], removed.Select(j => j.Job));
        Assert.Equal(stays.Summary.Job, Assert.Single(await grid.Queue().List()).Job);
        Assert.Null(await grid.Job(goes.Summary.Job).Describe());
        Assert.Null(await grid.Job(run.Summary.Job).Describe());
        Assert.Equal(Named(stays), world.Blobs.Names.Order());
        Assert.DoesNotContain(goes.Summary.Job, world.Storage.Everything, StringComparison.Ordinal);
        Assert.Equal(await StyleJobTests.Alone(new TestSettings("a", 12)), await grid.Result(stays));

        // The same picture can be had again, under the same name.
        var again = await grid.Submit(new TestSettings("b", 12));
        Assert.Equal((goes.Summary.Job, true), (again.Job, again.IsNew));
        Assert.Equal(JobStatus.Done, (await grid.Finish(again.Job)).Summary.Status);
    }

    [Fact]
    public async Task Remove_AnotherTenantsJobHasTheSameImages_TheyStay()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var theirs = await grid.Finish((await grid.Submit(new TestSettings("a", 5), tenant: "others")).Job, "others");
        var ours = await grid.Finish((await grid.Submit(new TestSettings("a", 5))).Job);
        await grid.Queue().Remove([ours.Summary.Job]);
        Assert.Equal(Named(theirs), world.Blobs.Names.Order());
    }

    [Fact]
    public async Task Remove_NotEndedOrUnknown_IsRefusedAndNothingGoes()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var done = await grid.Finish((await grid.Submit(new TestSettings("a", 5))).Job);
        var paused = (await grid.Submit(new TestSettings("b", 100000))).Job;
        await grid.Job(paused).Pause();
        await grid.Until(paused, s => !s.IsLive);
        var blobs = world.Blobs.Names.Order().ToList();
        await Refused(GridError.WrongJobState, [done.Summary.Job, paused]);
        await Refused(GridError.UnknownJob, [done.Summary.Job, "unknown"]);
        Assert.Equal(blobs, world.Blobs.Names.Order());
        Assert.Equal(2, (await grid.Queue().List()).Count);
        await grid.Job(paused).Cancel();
        await grid.Queue().Remove([done.Summary.Job, paused]);
        Assert.Empty(world.Blobs.Names);

        async Task Refused(GridError error, string[] jobs) =>
            Assert.Equal(error, (await Assert.ThrowsAsync<GridRequestException>(() => grid.Queue().Remove(jobs))).Error);
    }

    [Fact]
    public async Task Prune_SomeEndedBefore_OnlyTheyGo()
    {
        await using var grid = await StudioGrid.Start(World.New());
        var old = await grid.Finish((await grid.Submit(new TestSettings("a", 5))).Job);
        var open = (await grid.Submit(new TestSettings("b", 100000))).Job;
        await grid.Job(open).Pause();
        Assert.Empty(await grid.Queue().Prune(old.Summary.Ended!.Value));
        Assert.Equal(old.Summary.Job, Assert.Single(await grid.Queue().Prune(DateTimeOffset.UtcNow.AddMinutes(1))).Job);
        Assert.Equal(open, Assert.Single(await grid.Queue().List()).Job);
        await grid.Job(open).Cancel();
    }

    [Fact]
    public async Task Remove_DiesBeforeAnyWriteOrDeletion_AllIsThereOrTheNextProcessRemovesTheRest()
    {
        var (before, removed, left) = await Ended();
        var wholes = 0;
        for (var events = 0; ; events++)
        {
            Assert.True(events < 40, "the story never came to its end");
            var world = before.NextLife();
            await using (var grid = await StudioGrid.Start(world, configure: o => o.Slots = 0))
            {
                await grid.Queue().List();
                world.Storage.DieAfterEvents(events);
                try
                {
                    await grid.Queue().Remove(removed);
                }
                catch (Exception exception) when (exception.GetBaseException() is IOException && world.Storage.IsDead)
                {
                    // It may have been marked, or not.
                }
            }

            var (next, isAlive) = (world.NextLife(), !world.Storage.IsDead);
            await using var later = await StudioGrid.Start(next, configure: o => o.Slots = 0);
            await later.Queue().ResumeRemovals();
            var listed = (await later.Queue().List()).Select(j => j.Job).ToList();
            if (listed.Count > 1)
            {
                wholes++;
                Assert.Equal([.. removed, left.Summary.Job], listed);
                Assert.Equal(before.Blobs.Names.Order(), next.Blobs.Names.Order());
                await later.Queue().Remove(removed);
            }

            Assert.Equal(left.Summary.Job, Assert.Single(await later.Queue().List()).Job);
            Assert.Equal(Named(left), next.Blobs.Names.Order());
            Assert.DoesNotContain(removed[0], next.Storage.Everything, StringComparison.Ordinal);
            Assert.Equal(await StyleJobTests.Alone(new TestSettings("c", 12)), await later.Result(left));
            if (isAlive)
            {
                // Only before the first write had nothing happened.
                Assert.Equal(1, wholes);
                Assert.True(events > 8, $"only {events} writes and deletions");
                return;
            }
        }
    }

    [Fact]
    public void State_WrittenBeforeThereWereTrainingRuns_IsReadWithNothingMissing()
    {
        const string Before =
            """{"Record":{"Specification":{"Settings":"{\u0022a\u0022:1}","NetworkVersion":"vgg19-random-seed19","ContentKe"""
            + """y":"e7baea8937ac","Steps":6,"Images":[{"Role":"content","Name":"c.png","Blob":{"Sha256":"0a48","Bytes":4908}},"""
            + """{"Role":"style-1","Name":"s.png","Blob":{"Sha256":"6111","Bytes":4908}}],"Priority":0,"Cadence":{"Steps":2,"Se"""
            + """conds":20,"Keep":2},"Origin":{"Job":"abc","Step":2,"Checkpoint":{"Sha256":"77","Bytes":9}}},"Status":3,"Epoc"""
            + """h":1,"Created":"2026-11-22T12:54:04.9841836+00:00","Progress":{"Step":6,"Steps":6,"Width":32,"Height":32,"Tota"""
            + """l":49136.91689404394,"Content":[{"Layer":"relu4_2","Loss":2086.3584899902344}],"Style":[{"Layer":"relu1_1","Lo"""
            + """ss":9614.977754219886}],"TotalVariation":161.1949921875,"Seconds":6.8633463,"SecondsLeft":0},"History":{"Strid"""
            + """e":1,"Points":[{"Step":1,"Total":176360.28820636898,"Content":26801.54296875,"Style":149558.73850287014,"Total"""
            + """Variation":0.006734748840332031}]},"Checkpoints":[{"Step":4,"Blob":{"Sha256":"88","Bytes":3},"Written":"2026-1"""
            + """1-22T12:54:07+00:00","Seconds":4.5}],"Results":[{"Name":"picture.png","Blob":{"Sha256":"99","Bytes":5}}],"Mess"""
            + """ages":[{"At":"2026-11-22T12:54:04.9841836+00:00","Text":"queued"}],"Reason":null}}""";
        const string QueueBefore =
            """{"Jobs":[{"Job":"e7baea8937","ContentKey":"e7baea8937ac","Last":{"Tenant":"default","Job":"e7baea8937","Statu"""
            + """s":3,"IsLive":false,"Priority":0,"Created":"2026-11-22T12:54:04.9841836+00:00","Step":6,"Steps":6,"Total":4913"""
            + """6.91689404394,"SecondsLeft":null,"Reason":null},"IsFinal":true},{"Job":"4725268430","ContentKey":"47252684305"""
            + """2","Last":null,"IsFinal":false}]}""";
        var record = JsonSerializer.Deserialize<JobState>(Before)!.Record!;
        Assert.Equal((JobStatus.Done, 1L, 6, "picture.png"), (record.Status, record.Epoch, record.Progress.Step, record.Results[0].Name));
        Assert.Equal(
            ("abc", "77", "s.png"),
            (record.Specification.Origin!.Job, record.Specification.Origin.Checkpoint.Sha256, record.Specification.Images[1].Name));
        Assert.Null(record.Specification.Data);
        Assert.Null(record.Progress.Measures);

        // Written again, every member that was there is there with the same value.
        AssertKept(
            JsonDocument.Parse(Before).RootElement,
            JsonDocument.Parse(JsonSerializer.Serialize(new JobState { Record = record })).RootElement);
        var queue = JsonSerializer.Deserialize<JobQueueState>(QueueBefore)!;
        Assert.Equal([JobKind.Style, JobKind.Style], queue.Jobs.Select(e => JobNames.KindOf(e.Job)));
        Assert.All(queue.Jobs, e => Assert.False(e.IsBeingRemoved));
        AssertKept(JsonDocument.Parse(QueueBefore).RootElement, JsonDocument.Parse(JsonSerializer.Serialize(queue)).RootElement);
    }

    private static void AssertKept(JsonElement before, JsonElement after)
    {
        Assert.Equal(before.ValueKind, after.ValueKind);
        switch (before.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in before.EnumerateObject())
                {
                    AssertKept(member.Value, after.GetProperty(member.Name));
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(before.GetArrayLength(), after.GetArrayLength());
                foreach (var (one, other) in before.EnumerateArray().Zip(after.EnumerateArray()))
                {
                    AssertKept(one, other);
                }

                break;
            default:
                Assert.Equal(before.ToString(), after.ToString());
                break;
        }
    }

    private static IEnumerable<string> Named(JobDescription job) => job.Specification.Images.Select(i => i.Blob)
        .Concat(job.Checkpoints.Select(c => c.Blob)).Concat(job.Results.Select(r => r.Blob)).Select(b => b.Sha256).Distinct().Order();

    /// <summary>Three jobs that have ended; two are to go.</summary>
    private async Task<(World World, string[] Removed, JobDescription Left)> Ended()
    {
        var world = World.New();
        await using var grid = await StudioGrid.Start(world);
        var a = (await grid.Submit(new TestSettings("a", 12))).Job;
        var b = (await grid.Train(new TestSettings("b", 12), _folder.Path)).Job;
        var c = (await grid.Submit(new TestSettings("c", 12))).Job;
        await grid.Finish(a);
        await grid.Finish(b);
        return (world, [a, b], await grid.Finish(c));
    }
}
