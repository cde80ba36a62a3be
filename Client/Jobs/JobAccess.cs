using FaceGrid.Client.Connections;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using Microsoft.AspNetCore.Connections;

namespace FaceGrid.Client.Jobs;

/// <summary>Opens the jobs of a data folder or a cluster in the process that executes them; repeats idempotent calls.</summary>
public sealed class JobAccess(JobAccessSettings settings)
{
    private const int Attempts = 5;

    /// <summary>Longer than a worker's time between lock and socket, and longer than any other command holds the folder's lock.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Files of the local jobs.</summary>
    public JobsFolder Folder { get; } = new(settings.Data);

    /// <summary>True if the jobs are a cluster's, whose compute silos execute them.</summary>
    public bool IsCluster => settings.Cluster is not null;

    /// <summary>True if jobs may exist.</summary>
    public bool HasJobs => IsCluster || Folder.HasJobs;

    /// <summary>
    /// Connects to the worker that holds the folder; without one, starts the folder's silo in this process, which holds the folder until
    /// the client is disposed.
    /// </summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder and does not answer.</exception>
    /// <exception cref="BadInputException">The store is unusable, or no silo of the cluster answers.</exception>
    public async Task<JobClient> Open(CancellationToken cancellationToken)
    {
        if (settings.Cluster is { } cluster)
        {
            return await JobClient.ConnectCluster(cluster, cancellationToken);
        }

        return await RetryPipelines.Polling(Poll, Patience, e => e is DataFolderInUseException).ExecuteAsync(
            async token => await JobClient.TryConnectWorker(Folder, token)
                ?? await JobClient.StartLocal(LocalOptions(gate: null, TimeSpan.Zero), token),
            cancellationToken);
    }

    /// <summary>Opens the store of images and checkpoints, which any process may use at any time.</summary>
    public async Task<IBlobStore> OpenBlobs(CancellationToken cancellationToken)
    {
        if (settings.Cluster is not { } cluster)
        {
            return Folder.OpenBlobs();
        }

        // The connection is kept for the life of the process; disposing the client does not close it.
        await using var client = await JobClient.ConnectCluster(cluster, cancellationToken);
        return client.Blobs;
    }

    /// <summary>Calls the process that holds the jobs; the next one if a worker ends before it has accepted the call.</summary>
    public async Task<T> AskOnce<T>(Func<JobClient, Task<T>> question, CancellationToken cancellationToken) =>
        await RetryPipelines.Polling(Poll, Patience, e => !IsCluster && e is SiloUnavailableException).ExecuteAsync(
            async token =>
            {
                await using var jobs = await Open(token);
                return await question(jobs);
            },
            cancellationToken);

    /// <summary>
    /// Calls the process that holds the jobs; the next one if a worker, or a silo of the cluster, ends during the call. The call must be
    /// idempotent.
    /// </summary>
    public async Task<T> Ask<T>(Func<JobClient, Task<T>> question, CancellationToken cancellationToken)
    {
        if (IsCluster)
        {
            return await Transient.Retry(
                () => AskOnce(question, cancellationToken), FaceClient.Patience, cancellationToken, FaceClient.Silence);
        }

        // The connection is reset where the worker was killed.
        return await RetryPipelines.Attempts(Attempts, e => e is ConnectionResetException)
            .ExecuteAsync(async token => await AskOnce(question, token), cancellationToken);
    }

    /// <summary>Checks that jobs may exist.</summary>
    /// <exception cref="BadInputException">No job was ever submitted.</exception>
    public void RequireJobs()
    {
        if (!HasJobs)
        {
            throw new BadInputException(
                settings.Data,
                "there are no jobs here yet; start with: facegrid style --content C.jpg --style S.jpg --detach, "
                    + "or facegrid train encoder --data DIR --detach");
        }
    }

    /// <summary>Options of the local silo of this folder.</summary>
    /// <param name="gate">Set for a worker, which executes the jobs; null: jobs can be listed and changed only.</param>
    /// <param name="lockPatience">Longest wait for the folder's lock.</param>
    public LocalStoreOptions LocalOptions(ClientGate? gate, TimeSpan lockPatience) =>
        new(Folder.Path, Path.Combine(Folder.Data, "blobs"))
        {
            Device = settings.Device,
            Threads = settings.Threads,
            LockPatience = lockPatience,
            Jobs = new LocalJobOptions(Folder, settings.Catalog, gate, settings.Warn),
        };

    /// <summary>Command-line options of a background worker.</summary>
    public IEnumerable<string> WorkerOptions()
    {
        yield return "--device";
        yield return settings.Device;
        yield return "--threads";
        yield return settings.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var folder in settings.ModelFolders)
        {
            yield return "--models";
            yield return folder;
        }
    }
}
