using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Training;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>
/// A grid that renders with a <see cref="TestEngine"/> and trains with a <see cref="TestTrainer"/> over it, for one test.
/// </summary>
internal sealed class StudioGrid : IAsyncDisposable
{
    public const string Tenant = "studio";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestGrid _grid;
    private readonly ComputeLane _lane;
    private readonly IBlobStore _blobs;

    private StudioGrid(TestGrid grid, ComputeLane lane, IBlobStore blobs)
    {
        _grid = grid;
        _lane = lane;
        _blobs = blobs;
    }

    public IGrainFactory Grains => _grid.GrainFactory;

    public IJobSchedulerGrain Scheduler => Grains.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    /// <summary>The services of the silo.</summary>
    public IServiceProvider Services => _grid.Services;

    public static Task<StudioGrid> Start(
        World world,
        TestEngine? engine = null,
        Action<JobOptions>? configure = null,
        Action<TenantLimits>? limits = null,
        Action<IServiceCollection>? change = null) => Start(world.Storage, world.Blobs, engine, configure, limits, change);

    public static async Task<StudioGrid> Start(
        Orleans.Storage.IGrainStorage storage,
        IBlobStore blobs,
        TestEngine? engine = null,
        Action<JobOptions>? configure = null,
        Action<TenantLimits>? limits = null,
        Action<IServiceCollection>? change = null)
    {
        var lane = new ComputeLane("test");
        engine ??= new TestEngine();
        var grid = await TestGrid.StartAsync(services =>
        {
            services.AddKeyedSingleton(GridStorage.Name, storage);
            services.AddSingleton(blobs);
            services.AddSingleton(new JobDevice(lane) { Styles = engine, Training = new TestTrainer(engine) });
            services.Configure<JobOptions>(o => configure?.Invoke(o));
            services.Configure<TenantLimits>(l => limits?.Invoke(l));
            change?.Invoke(services);
        });
        return new StudioGrid(grid, lane, blobs);
    }

    public IJobQueueGrain Queue(string tenant = Tenant) => Grains.GetGrain<IJobQueueGrain>(tenant);

    public IJobGrain Job(string id, string tenant = Tenant) => Grains.GetJob(GridKeys.Job(tenant, id));

    /// <summary>Checkpoints every <paramref name="every"/> steps only.</summary>
    public async Task<JobReceipt> Submit(
        TestSettings settings, int every = 3, int priority = 0, string tenant = Tenant, bool again = false, int keep = 2)
    {
        var content = await _blobs.Put(new byte[] { 10, 200, 30, 90, 255, 0, 17 });
        var style = await _blobs.Put(new byte[] { 120, 130, 200 });
        return await Queue(tenant).Submit(new StyleJobRequest(
            settings.ToString(),
            [new JobImage(JobImageRoles.Content, "c.jpg", content), new JobImage(JobImageRoles.Style(1), "s.jpg", style)],
            priority,
            new CheckpointCadence(every, 3600, keep),
            again));
    }

    /// <summary>Checkpoints every <paramref name="every"/> steps only.</summary>
    public Task<JobReceipt> Train(TestSettings settings, string folder, int every = 3, int priority = 0, bool again = false) =>
        Queue().SubmitTraining(new TrainingRunRequest(settings.ToString(), folder, priority, new CheckpointCadence(every, 3600, 2), again));

    public Task<JobDescription> Finish(string id, string tenant = Tenant) => Until(id, s => s.Status.IsFinal() && !s.IsLive, tenant);

    /// <summary>Waits until the job is as the test wants it.</summary>
    public async Task<JobDescription> Until(string id, Func<JobSummary, bool> wanted, string tenant = Tenant)
    {
        using var patience = new CancellationTokenSource(Patience);
        JobSummary? last = null;
        while (!patience.IsCancellationRequested)
        {
            last = await Job(id, tenant).Summarize();
            if (last is not null && wanted(last))
            {
                return (await Job(id, tenant).Describe())!;
            }

            await Task.Delay(2);
        }

        Assert.Fail($"the job never came to be as wanted; it is {last}");
        return null!;
    }

    /// <summary>A result's content.</summary>
    public async Task<byte[]> Result(JobDescription job, string name = "picture.bin") =>
        await _blobs.Get(Assert.Single(job.Results, r => r.Name == name).Blob);

    public async ValueTask DisposeAsync()
    {
        await _grid.DisposeAsync();
        _lane.Dispose();
    }
}
