using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Training;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace FaceGrid.Grains.Tests.Jobs;

/// <summary>Failover of jobs: the silo of a running job is killed, and another one completes the job.</summary>
public sealed class JobKillTests
{
    private static readonly TestSettings Settings = new("a", 40);

    [Theory]
    [InlineData(JobKind.Style)]
    [InlineData(JobKind.Training)]
    public async Task Kill_SiloOfARunningJob_AnotherFinishesItWithTheSameBits(JobKind kind)
    {
        using var folder = new TrainingFolder();
        var world = World.New();
        var held = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hold = new ManualResetEventSlim();
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((silo, host) =>
        {
            var name = silo.SiloName;
            host.UseInMemoryReminderService();
            host.Services.AddKeyedSingleton<Orleans.Storage.IGrainStorage>(GridStorage.Name, world.Storage);
            host.Services.AddSingleton<IBlobStore>(world.Blobs);
            var engine = new TestEngine
            {
                BeforeStep = (_, step) =>
                {
                    // The first silo that reaches this step blocks here: for the cluster it fails in the middle of the step.
                    if (step == 17 && held.TrySetResult(name))
                    {
                        hold.Wait();
                    }
                },
            };
            host.Services.AddSingleton(new JobDevice(new ComputeLane(name)) { Styles = engine, Training = new TestTrainer(engine) });
            host.Services.Configure<JobOptions>(o => o.TendPeriod = TimeSpan.FromMilliseconds(500));
        });
        var cluster = TestGrid.Build(builder);
        try
        {
            await cluster.DeployAsync();
            var grains = cluster.Client;
            var queue = grains.GetGrain<IJobQueueGrain>(StudioGrid.Tenant);
            var cadence = new CheckpointCadence(5, 3600, 2);
            var receipt = kind == JobKind.Training
                ? await queue.SubmitTraining(new TrainingRunRequest(Settings.ToString(), folder.Path, 0, cadence, false))
                : await Render(queue, world);
            var blocked = await held.Task.WaitAsync(TimeSpan.FromSeconds(60));
            await cluster.KillSiloAsync(cluster.Silos.Single(s => s.Name == blocked));

            // The scheduler may have failed with the silo: a call activates it on another one.
            var job = grains.GetJob(GridKeys.Job(StudioGrid.Tenant, receipt.Job));
            var patience = DateTime.UtcNow.AddMinutes(2);
            JobSummary? summary = null;
            while (summary is not { Status: JobStatus.Done, IsLive: false })
            {
                Assert.True(DateTime.UtcNow < patience, $"the job was never finished; it is {summary}");
                await Task.Delay(200);
                try
                {
                    await grains.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key).Recover();
                    summary = await job.Summarize();
                }
                catch (Exception exception) when (exception is OrleansException or TimeoutException)
                {
                    // The cluster has not yet declared the silo dead.
                }
            }

            var description = (await job.Describe())!;
            Assert.True(description.Epoch >= 2);
            Assert.Contains("from the checkpoint of step 15", description.Messages.Select(m => m.Text));
            Assert.Equal(await Alone(kind, folder.Path), await world.Blobs.Get(description.Results[0].Blob));
        }
        finally
        {
            hold.Set();
            await cluster.DisposeAsync();
        }
    }

    private static async Task<JobReceipt> Render(IJobQueueGrain queue, World world)
    {
        var content = await world.Blobs.Put(new byte[] { 10, 200, 30, 90, 255, 0, 17 });
        var style = await world.Blobs.Put(new byte[] { 120, 130, 200 });
        return await queue.Submit(new StyleJobRequest(
            Settings.ToString(),
            [new JobImage("content", "c.jpg", content), new JobImage("style-1", "s.jpg", style)],
            0,
            new CheckpointCadence(5, 3600, 2),
            false));
    }

    private static async Task<byte[]> Alone(JobKind kind, string folder)
    {
        if (kind == JobKind.Style)
        {
            return await StyleJobTests.Alone(Settings);
        }

        await using var grid = await StudioGrid.Start(World.New());
        return await grid.Result(await grid.Finish((await grid.Train(Settings, folder, every: 1000)).Job), "encoder.bin");
    }
}
