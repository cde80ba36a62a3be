using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Blobs;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>Jobs over the real stores: SQLite, files, reminders.</summary>
public sealed class StyleDurabilityTests : IDisposable
{
    private static readonly TestSettings Settings = new("a", 30);

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_OverFiles_SurvivesAStopAndLeavesOnlyWhatIsNeeded()
    {
        string id;
        var reached = new TaskCompletionSource();
        using var hold = new ManualResetEventSlim();
        var engine = new TestEngine
        {
            BeforeStep = (_, step) =>
            {
                if (step == 17)
                {
                    reached.TrySetResult();
                    hold.Wait();
                }
            },
        };
        await using (var first = await Start(engine))
        {
            id = await Submit(first);
            await reached.Task;
            _ = Task.Delay(50).ContinueWith(_ => hold.Set(), TaskScheduler.Default);
        }

        await using var second = await Start(new TestEngine());
        await second.GrainFactory.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key).Recover();
        var job = await Finish(second, id);
        Assert.Equal(2, job.Epoch);
        Assert.Contains("from the checkpoint of step 18", job.Messages.Select(m => m.Text));
        var picture = await Blobs().Get(Assert.Single(job.Results, r => r.Name == "picture.bin").Blob);
        Assert.Equal(await StyleJobTests.Alone(Settings), picture);

        // Two images, two checkpoints, three results.
        Assert.Equal(7, Directory.EnumerateFiles(_folder["blobs"], "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task Reminder_NoCall_ResumesTheInterruptedJob()
    {
        string id;
        var reached = new TaskCompletionSource();
        using var hold = new ManualResetEventSlim();
        var engine = new TestEngine
        {
            BeforeStep = (_, step) =>
            {
                if (step == 17)
                {
                    reached.TrySetResult();
                    hold.Wait();
                }
            },
        };
        await using (var first = await Start(engine, reminders: true))
        {
            id = await Submit(first);
            await reached.Task;
            _ = Task.Delay(50).ContinueWith(_ => hold.Set(), TaskScheduler.Default);
        }

        // No call to anyone: only the stored reminder knows of the job.
        var done = new TaskCompletionSource();
        await using var second = await Start(
            new TestEngine
            {
                BeforeStep = (_, step) =>
                {
                    if (step == 29)
                    {
                        done.TrySetResult();
                    }
                },
            },
            reminders: true);
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var job = await Finish(second, id);
        Assert.Equal(JobStatus.Done, job.Summary.Status);

        // And it goes when there is nothing to look after.
        var table = second.Services.GetRequiredService<IReminderTable>();
        var patience = DateTime.UtcNow.AddSeconds(20);
        while ((await table.ReadRows(0, 0)).Reminders.Count > 0)
        {
            Assert.True(DateTime.UtcNow < patience, "a reminder is left");
            await Task.Delay(20);
        }
    }

    [SmallDiskFact]
    public async Task Checkpoint_DiskReallyFull_PausesWithTheReasonAndIsResumedWithRoomAgain()
    {
        Directory.CreateDirectory(_folder["blobs"]);
        Assert.True(SmallDiskFactAttribute.Mount(_folder["blobs"]));
        try
        {
            var ballast = Path.Combine(_folder["blobs"], "ballast");
            var engine = new TestEngine();
            engine.BeforeStep = (_, step) =>
            {
                if (step == 15)
                {
                    // Another program fills the disk.
                    FillUp(ballast);
                }
            };
            await using var grid = await Start(engine);
            var id = await Submit(grid, Settings with { Side = 64 }, every: 10);
            var job = grid.GrainFactory.GetGrain<IStyleJobGrain>(GridKeys.Job(StudioGrid.Tenant, id));
            var paused = await Until(job, s => s.Status == JobStatus.Paused && !s.IsLive);
            Assert.StartsWith("paused at step 20: the checkpoint could not be stored", paused.Summary.Reason, StringComparison.Ordinal);
            Assert.Contains("the disk is full", paused.Summary.Reason, StringComparison.Ordinal);
            Assert.Equal([10], paused.Checkpoints.Select(c => c.Step));

            // Resumed without room, it pauses again; with room it continues.
            engine.BeforeStep = null;
            await job.Resume();
            await Until(job, s => s.Status == JobStatus.Paused && !s.IsLive);
            File.Delete(ballast);
            await job.Resume();
            var done = await Finish(grid, id);
            Assert.Equal(JobStatus.Done, done.Summary.Status);
            var picture = await Blobs().Get(Assert.Single(done.Results, r => r.Name == "picture.bin").Blob);
            Assert.Equal(await StyleJobTests.Alone(Settings with { Side = 64 }), picture);
        }
        finally
        {
            SmallDiskFactAttribute.Unmount(_folder["blobs"]);
        }
    }

    private static void FillUp(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<JobDescription> Until(IStyleJobGrain job, Func<JobSummary, bool> wanted)
    {
        var patience = DateTime.UtcNow.AddSeconds(30);
        while (await job.Summarize() is not { } summary || !wanted(summary))
        {
            Assert.True(DateTime.UtcNow < patience, $"the job never came to be as wanted; it is {await job.Summarize()}");
            await Task.Delay(5);
        }

        return (await job.Describe())!;
    }

    private static Task<JobDescription> Finish(TestGrid grid, string id) =>
        Until(grid.GrainFactory.GetGrain<IStyleJobGrain>(GridKeys.Job(StudioGrid.Tenant, id)), s => s.Status.IsFinal() && !s.IsLive);

    private FileBlobStore Blobs() => new(_folder["blobs"]);

    private Task<TestGrid> Start(TestEngine engine, bool reminders = false) => TestGrid.StartAsync(services =>
    {
        services.AddSqliteGrainStorage(GridStorage.Name, _folder["grains.db"]);
        services.AddSingleton<IBlobStore>(Blobs());
        services.AddSingleton(_ => new ComputeLane("test"));
        services.AddSingleton(s => new JobDevice(s.GetRequiredService<ComputeLane>()) { Styles = engine });
        if (reminders)
        {
            services.AddSqliteReminders(_folder["grains.db"]);
            services.Configure<ReminderOptions>(o => o.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
            services.Configure<JobOptions>(o => o.ReminderPeriod = TimeSpan.FromMilliseconds(500));
        }
    });

    private async Task<string> Submit(TestGrid grid, TestSettings? settings = null, int every = 10)
    {
        var blobs = Blobs();
        var request = new StyleJobRequest(
            (settings ?? Settings).ToString(),
            [
                new JobImage("content", "c.jpg", await blobs.Put(new byte[] { 10, 200, 30, 90, 255, 0, 17 })),
                new JobImage("style-1", "s.jpg", await blobs.Put(new byte[] { 120, 130, 200 })),
            ],
            0,
            new CheckpointCadence(every, 3600, 2),
            false);
        return (await grid.GrainFactory.GetGrain<IJobQueueGrain>(StudioGrid.Tenant).Submit(request)).Job;
    }
}
