using System.Runtime.CompilerServices;
using FaceGrid.Client.Hosting;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Jobs;

/// <summary>The jobs of a data folder, run or looked at by this process, or the way to those of a worker or of a cluster.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private const string Tenant = GridKeys.DefaultTenant;

    private readonly GridHost host;
    private readonly Action release;

    private Studio(GridHost host, IBlobStore blobs, bool areRun, Action release)
    {
        this.host = host;
        this.release = release;
        Blobs = blobs;
        AreRun = areRun;
    }

    /// <summary>Somebody is at work on them.</summary>
    public bool AreRun { get; }

    public IBlobStore Blobs { get; }

    private IJobQueueGrain Queue => host.Grains.GetGrain<IJobQueueGrain>(Tenant);

    private IJobSchedulerGrain Scheduler => host.Grains.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    /// <summary>What commands may call in a worker; blobs are files, which they read and write themselves.</summary>
    public static ClientGate NewGate() =>
        new(typeof(IJobQueueGrain), typeof(IJobGrain), typeof(IStyleJobGrain), typeof(ITrainingRunGrain));

    /// <summary>Starts the grains over the folder that the caller has locked. The lock and the device go with the studio.</summary>
    /// <param name="gate">
    /// Of a worker, which runs the jobs and lets other processes connect. Null: jobs are looked at and changed, none is run.
    /// </param>
    /// <exception cref="BadInputException">The store is unusable.</exception>
    public static async Task<Studio> Open(
        JobsFolder folder, DataFolderLock folderLock, JobDevice device, ClientGate? gate, CancellationToken cancellationToken)
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
                    services.Configure<JobOptions>(o => o.Slots = gate is null ? 0 : 1);
                    if (gate is not null)
                    {
                        services.AddSqliteReminders(folder.Store);
                        services.AddSingleton<IIncomingGrainCallFilter>(gate);
                    }
                },
                cancellationToken,
                gate is null ? null : WorkerSocket.Create(folder));
            return new Studio(host, blobs, areRun: gate is not null, Release);
        }
        catch
        {
            Release();
            throw;
        }

        void Release()
        {
            if (gate is not null)
            {
                WorkerSocket.Remove(folder);
            }

            device.Lane.Dispose();
            (device.Styles as IDisposable)?.Dispose();
            (device.Training as IDisposable)?.Dispose();
            folderLock.Dispose();
        }
    }

    /// <summary>The jobs that a worker has.</summary>
    /// <returns>Null: none is there.</returns>
    public static async Task<Studio?> TryConnectWorker(JobsFolder folder, CancellationToken cancellationToken) =>
        WorkerSocket.Find(folder) is { } socket && await GridHost.TryConnectWorker(socket, cancellationToken) is { } host
            ? new Studio(host, folder.OpenBlobs(), areRun: true, () => { })
            : null;

    /// <summary>The jobs of a cluster: its compute silos run them.</summary>
    /// <exception cref="BadInputException">Nobody answers there.</exception>
    public static async Task<Studio> Connect(string cluster, CancellationToken cancellationToken)
    {
        var host = await GridHost.Connect(cluster, cancellationToken);
        return new Studio(host, new GridBlobStore(host.Grains), areRun: true, () => { });
    }

    /// <summary>Takes up what was interrupted.</summary>
    public Task<JobOverview> Recover() => Scheduler.Recover();

    public Task<JobOverview> Overview() => Scheduler.Overview();

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    public Task<JobReceipt> Submit(StyleJobRequest request) => Queue.Submit(request);

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    public Task<JobReceipt> Fork(StyleForkRequest request) => Queue.Fork(request);

    /// <exception cref="GridRequestException">The request is unusable.</exception>
    public Task<JobReceipt> SubmitTraining(TrainingRunRequest request) => Queue.SubmitTraining(request);

    /// <returns>The jobs as they were.</returns>
    /// <exception cref="GridRequestException">One is unknown or has not ended; none was removed.</exception>
    public Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed) => Queue.Remove([.. removed.Select(Named)]);

    /// <returns>The jobs as they were: all that ended before that time.</returns>
    public Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time) => Queue.Prune(time);

    public Task<IReadOnlyList<JobSummary>> List() => Queue.List();

    /// <exception cref="GridRequestException">No such job.</exception>
    public async Task<JobDescription> Describe(string job) =>
        await Job(job).Describe() ?? throw new GridRequestException(GridError.UnknownJob, $"job '{job}'", "there is no such job");

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    public Task<JobSummary> Pause(string job) => Job(job).Pause();

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    public Task<JobSummary> Resume(string job) => Job(job).Resume();

    /// <exception cref="GridRequestException">No such job, or it has ended.</exception>
    public Task<JobSummary> Cancel(string job) => Job(job).Cancel();

    /// <summary>How the job stands, until it has ended, or its process has.</summary>
    /// <exception cref="GridRequestException">No such job.</exception>
    public async IAsyncEnumerable<JobEvent> Watch(
        string job, int previewSide, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var events = Job(job).Watch(previewSide, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception exception) when (exception
                is ConnectionResetException or SiloUnavailableException or EnumerationAbortedException)
            {
                // Whoever watches asks again, and gets the next process that has the job.
                yield break;
            }

            yield return events.Current;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        release();
    }

    private static string Named(string job) => GridKeys.WhyNotAName(job) is { } reason
        ? throw new GridRequestException(GridError.InvalidRequest, $"job '{job}'", reason)
        : job;

    private IJobGrain Job(string job) => host.Grains.GetJob(GridKeys.Job(Tenant, Named(job)));
}
