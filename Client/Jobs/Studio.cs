using FaceGrid.Client.Hosting;
using FaceGrid.Grains;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Jobs;

/// <summary>The grid of one process over the jobs of one data folder.</summary>
internal sealed class Studio : IJobs
{
    private const string Tenant = GridKeys.DefaultTenant;

    private readonly GridHost host;
    private readonly DataFolderLock folderLock;
    private readonly StyleDevice device;

    private Studio(GridHost host, DataFolderLock folderLock, StyleDevice device, IBlobStore blobs, bool areRun)
    {
        this.host = host;
        this.folderLock = folderLock;
        this.device = device;
        Blobs = blobs;
        AreRun = areRun;
    }

    public bool AreRun { get; }

    public IBlobStore Blobs { get; }

    private IRenderQueueGrain Queue => host.Grains.GetGrain<IRenderQueueGrain>(Tenant);

    private IRenderSchedulerGrain Scheduler => host.Grains.GetGrain<IRenderSchedulerGrain>(IRenderSchedulerGrain.Key);

    /// <summary>Starts the grains over the folder that the caller has locked. The lock and the device go with the studio.</summary>
    /// <param name="run">False: jobs are looked at and changed, none is run.</param>
    /// <exception cref="BadInputException">The store is unusable.</exception>
    public static async Task<Studio> Open(JobsFolder folder, DataFolderLock folderLock, StyleDevice device, bool run, CancellationToken cancellationToken)
    {
        try
        {
            var blobs = folder.OpenBlobs();
            var host = await GridHost.Start(
                services =>
                {
                    services.AddGridOver(folder.Store);
                    services.AddSingleton(blobs);
                    services.AddSingleton(device);
                    services.Configure<RenderOptions>(o => o.Slots = run ? 1 : 0);
                    if (run)
                    {
                        services.AddSqliteReminders(folder.Store);
                    }
                },
                cancellationToken);
            return new Studio(host, folderLock, device, blobs, run);
        }
        catch
        {
            Close(device);
            folderLock.Dispose();
            throw;
        }
    }

    /// <summary>Takes up what was interrupted.</summary>
    public Task<RenderOverview> Recover() => Scheduler.Recover();

    public Task<RenderOverview> Overview() => Scheduler.Overview();

    public Task<StyleJobReceipt> Submit(StyleJobRequest request) => Queue.Submit(request);

    public Task<StyleJobReceipt> Fork(StyleForkRequest request) => Queue.Fork(request);

    public Task<IReadOnlyList<StyleJobSummary>> List() => Queue.List();

    public async Task<StyleJobDescription> Describe(string job) =>
        await Job(job).Describe() ?? throw new GridRequestException(GridError.UnknownJob, $"job '{job}'", "there is no such job");

    public Task<StyleJobSummary> Pause(string job) => Job(job).Pause();

    public Task<StyleJobSummary> Resume(string job) => Job(job).Resume();

    public Task<StyleJobSummary> Cancel(string job) => Job(job).Cancel();

    public IAsyncEnumerable<StyleJobEvent> Watch(string job, int previewSide, CancellationToken cancellationToken) => Job(job).Watch(previewSide, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Close(device);
        folderLock.Dispose();
    }

    private static void Close(StyleDevice device)
    {
        device.Lane.Dispose();
        (device.Engine as IDisposable)?.Dispose();
    }

    private IStyleJobGrain Job(string job) => GridKeys.WhyNotAName(job) is { } reason
        ? throw new GridRequestException(GridError.InvalidRequest, $"job '{job}'", reason)
        : host.Grains.GetGrain<IStyleJobGrain>(GridKeys.Job(Tenant, job));
}
