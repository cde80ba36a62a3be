using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>A grid that renders with a <see cref="TestEngine"/>, for one test.</summary>
internal sealed class StudioGrid : IAsyncDisposable
{
    public const string Tenant = "studio";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestGrid grid;
    private readonly ComputeLane lane;
    private readonly IBlobStore blobs;

    private StudioGrid(TestGrid grid, ComputeLane lane, IBlobStore blobs)
    {
        this.grid = grid;
        this.lane = lane;
        this.blobs = blobs;
    }

    public IGrainFactory Grains => grid.GrainFactory;

    public IRenderSchedulerGrain Scheduler => Grains.GetGrain<IRenderSchedulerGrain>(IRenderSchedulerGrain.Key);

    public static Task<StudioGrid> Start(World world, TestEngine? engine = null, Action<RenderOptions>? configure = null) =>
        Start(world.Storage, world.Blobs, engine, configure);

    public static async Task<StudioGrid> Start(Orleans.Storage.IGrainStorage storage, IBlobStore blobs, TestEngine? engine = null, Action<RenderOptions>? configure = null)
    {
        var lane = new ComputeLane("test");
        var grid = await TestGrid.StartAsync(services =>
        {
            services.AddKeyedSingleton(GridStorage.Name, storage);
            services.AddSingleton(blobs);
            services.AddSingleton(new StyleDevice(engine ?? new TestEngine(), lane));
            services.Configure<RenderOptions>(o => configure?.Invoke(o));
        });
        return new StudioGrid(grid, lane, blobs);
    }

    public IRenderQueueGrain Queue(string tenant = Tenant) => Grains.GetGrain<IRenderQueueGrain>(tenant);

    public IStyleJobGrain Job(string id, string tenant = Tenant) => Grains.GetGrain<IStyleJobGrain>(GridKeys.Job(tenant, id));

    /// <summary>Checkpoints every <paramref name="every"/> steps only.</summary>
    public async Task<StyleJobReceipt> Submit(TestSettings settings, int every = 3, int priority = 0, string tenant = Tenant, bool again = false, int keep = 2)
    {
        var content = await blobs.Put(new byte[] { 10, 200, 30, 90, 255, 0, 17 });
        var style = await blobs.Put(new byte[] { 120, 130, 200 });
        return await Queue(tenant).Submit(new StyleJobRequest(
            settings.ToString(),
            [new StyleJobImage("content", "c.jpg", content), new StyleJobImage("style-1", "s.jpg", style)],
            priority,
            new CheckpointCadence(every, 3600, keep),
            again));
    }

    public Task<StyleJobDescription> Finish(string id, string tenant = Tenant) => Until(id, s => s.Status.IsFinal() && !s.IsLive, tenant);

    /// <summary>Waits until the job is as the test wants it.</summary>
    public async Task<StyleJobDescription> Until(string id, Func<StyleJobSummary, bool> wanted, string tenant = Tenant)
    {
        using var patience = new CancellationTokenSource(Patience);
        StyleJobSummary? last = null;
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
    public async Task<byte[]> Result(StyleJobDescription job, string name = "picture.bin") =>
        await blobs.Get(Assert.Single(job.Results, r => r.Name == name).Blob);

    public async ValueTask DisposeAsync()
    {
        await grid.DisposeAsync();
        lane.Dispose();
    }
}
