using FaceGrid.Client.Hosting;
using FaceGrid.Grains;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Training;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Jobs;

/// <summary>The grid of one process over the jobs of one data folder, or the way to those of a cluster.</summary>
internal sealed class Studio : IJobs
{
    private const string Tenant = GridKeys.DefaultTenant;

    private readonly GridHost host;
    private readonly DataFolderLock? folderLock;
    private readonly JobDevice? device;

    private Studio(GridHost host, DataFolderLock? folderLock, JobDevice? device, IBlobStore blobs, bool areRun)
    {
        this.host = host;
        this.folderLock = folderLock;
        this.device = device;
        Blobs = blobs;
        AreRun = areRun;
    }

    public bool AreRun { get; }

    public IBlobStore Blobs { get; }

    private IJobQueueGrain Queue => host.Grains.GetGrain<IJobQueueGrain>(Tenant);

    private IJobSchedulerGrain Scheduler => host.Grains.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    /// <summary>Starts the grains over the folder that the caller has locked. The lock and the device go with the studio.</summary>
    /// <param name="run">False: jobs are looked at and changed, none is run.</param>
    /// <exception cref="BadInputException">The store is unusable.</exception>
    public static async Task<Studio> Open(JobsFolder folder, DataFolderLock folderLock, JobDevice device, bool run, CancellationToken cancellationToken)
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
                    services.Configure<JobOptions>(o => o.Slots = run ? 1 : 0);
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

    /// <summary>The jobs of a cluster: its compute silos run them.</summary>
    /// <exception cref="BadInputException">Nobody answers there.</exception>
    public static async Task<Studio> Connect(string cluster, CancellationToken cancellationToken)
    {
        var host = await GridHost.Connect(cluster, cancellationToken);
        return new Studio(host, folderLock: null, device: null, new GridBlobStore(host.Grains), areRun: true);
    }

    /// <summary>Takes up what was interrupted.</summary>
    public Task<JobOverview> Recover() => Scheduler.Recover();

    public Task<JobOverview> Overview() => Scheduler.Overview();

    public Task<JobReceipt> Submit(StyleJobRequest request) => Queue.Submit(request);

    public Task<JobReceipt> Fork(StyleForkRequest request) => Queue.Fork(request);

    public Task<JobReceipt> SubmitTraining(TrainingRunRequest request) => Queue.SubmitTraining(request);

    public Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed) => Queue.Remove([.. removed.Select(Named)]);

    public Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time) => Queue.Prune(time);

    public Task<IReadOnlyList<JobSummary>> List() => Queue.List();

    public async Task<JobDescription> Describe(string job) =>
        await Job(job).Describe() ?? throw new GridRequestException(GridError.UnknownJob, $"job '{job}'", "there is no such job");

    public Task<JobSummary> Pause(string job) => Job(job).Pause();

    public Task<JobSummary> Resume(string job) => Job(job).Resume();

    public Task<JobSummary> Cancel(string job) => Job(job).Cancel();

    public IAsyncEnumerable<JobEvent> Watch(string job, int previewSide, CancellationToken cancellationToken) => Job(job).Watch(previewSide, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        Close(device);
        folderLock?.Dispose();
    }

    private static void Close(JobDevice? device)
    {
        if (device is null)
        {
            return;
        }

        device.Lane.Dispose();
        (device.Styles as IDisposable)?.Dispose();
        (device.Training as IDisposable)?.Dispose();
    }

    private static string Named(string job) => GridKeys.WhyNotAName(job) is { } reason
        ? throw new GridRequestException(GridError.InvalidRequest, $"job '{job}'", reason)
        : job;

    private IJobGrain Job(string job) => host.Grains.GetJob(GridKeys.Job(Tenant, Named(job)));
}
