using System.Runtime.CompilerServices;
using FaceGrid.Client.Connections;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Interfaces.Styling;
using FaceGrid.Grains.Interfaces.Training;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using Microsoft.AspNetCore.Connections;

namespace FaceGrid.Client.Jobs;

/// <summary>The jobs of a data folder, in this process or in a worker's, or the jobs of a cluster.</summary>
public sealed class JobClient : IAsyncDisposable
{
    private const string Tenant = GridKeys.DefaultTenant;

    private readonly GridConnection _connection;

    private JobClient(GridConnection connection, bool hasActiveWorker)
    {
        _connection = connection;
        HasActiveWorker = hasActiveWorker;
    }

    /// <summary>True if a process executes the jobs.</summary>
    public bool HasActiveWorker { get; }

    /// <summary>Completes with the error when the store of a silo in this process has stopped.</summary>
    public Task<GridRequestException> StoreStopped() => _connection.StoreStopped();

    /// <summary>Images, checkpoints and results.</summary>
    public IBlobStore Blobs => _connection.Blobs;

    private IJobQueueGrain Queue => _connection.Grains.GetGrain<IJobQueueGrain>(Tenant);

    private IJobSchedulerGrain Scheduler => _connection.Grains.GetGrain<IJobSchedulerGrain>(IJobSchedulerGrain.Key);

    /// <summary>
    /// Admits the interfaces that other processes may call in a worker. Blobs are files, which those processes read and write directly.
    /// </summary>
    public static ClientGate NewGate() =>
        new(typeof(IJobQueueGrain), typeof(IJobGrain), typeof(IStyleJobGrain), typeof(ITrainingRunGrain));

    /// <summary>Locks the folder and starts its silo in this process.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder.</exception>
    /// <exception cref="BadInputException">The store is unusable.</exception>
    public static async Task<JobClient> StartLocal(LocalStoreOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new JobClient(await GridConnection.StartLocal(options, cancellationToken), options.Jobs?.Gate is not null);
    }

    /// <summary>Connects to the worker that holds the folder.</summary>
    /// <returns>Null: no worker listens.</returns>
    public static async Task<JobClient?> TryConnectWorker(JobsFolder folder, CancellationToken cancellationToken) =>
        await GridConnection.TryConnectWorker(folder, cancellationToken) is { } connection
            ? new JobClient(connection, hasActiveWorker: true)
            : null;

    /// <summary>Connects to a cluster, whose compute silos execute its jobs.</summary>
    /// <exception cref="BadInputException">No silo answers there.</exception>
    public static async Task<JobClient> ConnectCluster(string cluster, CancellationToken cancellationToken) =>
        new(await GridConnection.ConnectCluster(cluster, cancellationToken), hasActiveWorker: true);

    /// <summary>Resumes interrupted jobs.</summary>
    /// <returns>Running and waiting jobs.</returns>
    public Task<JobOverview> Recover() => Scheduler.Recover();

    /// <summary>Running and waiting jobs.</summary>
    public Task<JobOverview> Overview() => Scheduler.Overview();

    /// <summary>Submits a style job.</summary>
    /// <returns>The new job, or the existing one that is identical.</returns>
    /// <exception cref="GridRequestException">The request is invalid.</exception>
    public Task<JobReceipt> Submit(StyleJobRequest request) => Queue.Submit(request);

    /// <summary>Submits a style job that starts from a checkpoint of another job.</summary>
    /// <exception cref="GridRequestException">The request is invalid.</exception>
    public Task<JobReceipt> Fork(StyleForkRequest request) => Queue.Fork(request);

    /// <summary>Submits a training run.</summary>
    /// <exception cref="GridRequestException">The request is invalid.</exception>
    public Task<JobReceipt> SubmitTraining(TrainingRunRequest request) => Queue.SubmitTraining(request);

    /// <summary>Deletes jobs that have ended, with their blobs.</summary>
    /// <returns>The jobs before their removal.</returns>
    /// <exception cref="GridRequestException">A job is unknown or has not ended; none was removed.</exception>
    public Task<IReadOnlyList<JobSummary>> Remove(IReadOnlyList<string> removed) => Queue.Remove([.. removed.Select(Named)]);

    /// <summary>Deletes all jobs that ended before a time.</summary>
    /// <returns>The jobs before their removal.</returns>
    public Task<IReadOnlyList<JobSummary>> Prune(DateTimeOffset time) => Queue.Prune(time);

    /// <summary>All jobs.</summary>
    public Task<IReadOnlyList<JobSummary>> List() => Queue.List();

    /// <summary>Completes interrupted removals, which could delete inputs that are stored for a new job.</summary>
    public Task ResumeRemovals() => Queue.ResumeRemovals();

    /// <summary>Specification, state and progress of a job.</summary>
    /// <exception cref="GridRequestException">The job does not exist.</exception>
    public async Task<JobDescription> Describe(string job) =>
        await Job(job).Describe() ?? throw new GridRequestException(GridError.UnknownJob, $"job '{job}'", "there is no such job");

    /// <summary>Pauses a job at its next checkpoint.</summary>
    /// <exception cref="GridRequestException">The job does not exist, or it has ended.</exception>
    public Task<JobSummary> Pause(string job) => Job(job).Pause();

    /// <summary>Returns a paused job to the queue.</summary>
    /// <exception cref="GridRequestException">The job does not exist, or it has ended.</exception>
    public Task<JobSummary> Resume(string job) => Job(job).Resume();

    /// <summary>Ends a job without a result.</summary>
    /// <exception cref="GridRequestException">The job does not exist, or it has ended.</exception>
    public Task<JobSummary> Cancel(string job) => Job(job).Cancel();

    /// <summary>Streams states of a job until the job or the process that executes it has ended.</summary>
    /// <param name="job">The job.</param>
    /// <param name="previewSide">Longest side of previews in pixels; 0: none.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="GridRequestException">The job does not exist.</exception>
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
                // The caller then watches through the next process that executes the job.
                yield break;
            }

            yield return events.Current;
        }
    }

    /// <summary>Stops a local silo and releases the folder's lock; connections to other processes stay open.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static string Named(string job) => GridKeys.NameError(job) is { } reason
        ? throw new GridRequestException(GridError.InvalidRequest, $"job '{job}'", reason)
        : job;

    private IJobGrain Job(string job) => _connection.Grains.GetJob(GridKeys.Job(Tenant, Named(job)));
}
