using FaceGrid.Client.Cli;
using FaceGrid.Client.Hosting;
using FaceGrid.Client.Models;
using FaceGrid.Client.Training;
using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Storage.Blobs;
using FaceGrid.Grains.Styling.Engines;
using FaceGrid.Grains.Training.Engines;
using FaceGrid.Vision;
using Microsoft.AspNetCore.Connections;

namespace FaceGrid.Client.Jobs;

/// <summary>The jobs that a command was called for.</summary>
/// <param name="data">The data folder; null: as <c>--data</c> has it.</param>
internal sealed class StudioContext(CommandContext context, string? data = null)
{
    private const int Attempts = 5;

    /// <summary>Longer than a worker takes from the lock to its socket or back, and than any other command holds the folder.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public JobsFolder Folder { get; } = new(data ?? context.Data);

    /// <summary>The jobs are a cluster's, whose silos work on them.</summary>
    public bool IsCluster => context.Cluster is not null;

    /// <summary>There may be some.</summary>
    public bool HasJobs => IsCluster || Folder.HasJobs;

    /// <summary>
    /// The jobs as the worker that holds the folder has them, or, where there is none, in this process, which takes the folder meanwhile.
    /// </summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder and does not answer.</exception>
    /// <exception cref="BadInputException">The store is unusable, or no silo of the cluster answers.</exception>
    public async Task<Studio> Open(CancellationToken cancellationToken)
    {
        if (context.Cluster is { } cluster)
        {
            return await Studio.Connect(cluster, cancellationToken);
        }

        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            if (await Studio.TryConnectWorker(Folder, cancellationToken) is { } worker)
            {
                return worker;
            }

            try
            {
                return await Studio.Open(Folder, DataFolderLock.Acquire(Folder.Path), Device(), gate: null, cancellationToken);
            }
            catch (DataFolderInUseException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }
    }

    /// <summary>Where pictures and checkpoints are; any process may use it at any time.</summary>
    public async Task<IBlobStore> OpenBlobs(CancellationToken cancellationToken) =>
        IsCluster ? (await Open(cancellationToken)).Blobs : Folder.OpenBlobs();

    /// <summary>Puts a question to whoever has the jobs; to the next one if a worker ends before it began on it.</summary>
    public async Task<T> AskOnce<T>(Func<Studio, Task<T>> question, CancellationToken cancellationToken)
    {
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                await using var jobs = await Open(cancellationToken);
                return await question(jobs);
            }
            catch (SiloUnavailableException) when (!IsCluster && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Puts a question to whoever has the jobs; to the next one if a worker ends over it, or a silo of the cluster. So the question must be
    /// one that may be asked twice.
    /// </summary>
    public async Task<T> Ask<T>(Func<Studio, Task<T>> question, CancellationToken cancellationToken)
    {
        if (IsCluster)
        {
            return await Transient.Retry(() => AskOnce(question, cancellationToken), Grid.Patience, cancellationToken, Grid.Silence);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await AskOnce(question, cancellationToken);
            }
            catch (ConnectionResetException) when (attempt < Attempts)
            {
                // It was killed.
            }
        }
    }

    /// <exception cref="BadInputException">There were never any jobs.</exception>
    public void RequireJobs()
    {
        if (!HasJobs)
        {
            throw new BadInputException(context.Data, "there are no jobs here yet; begin with: facegrid style --content C.jpg --style S.jpg --detach, or facegrid train encoder --data DIR --detach");
        }
    }

    /// <summary>This machine's, as <c>--device</c>, <c>--threads</c> and <c>--models</c> say. The weights are read when a job needs them.</summary>
    public JobDevice Device()
    {
        var threads = context.Threads > 0 ? context.Threads : Environment.ProcessorCount;
        return new JobDevice(new ComputeLane($"facegrid jobs {context.Device}"))
        {
            Styles = new StyleRunEngine(weights => VggSource.Find(context, weights).Load(), context.Device, threads, new FileStyleCache(Folder.GramCache)),
            Training = new EncoderRunEngine(Photos, Folder.TeacherCache, context.Device, threads, AvailableMemory.Bytes),
        };
    }

    private static EncoderRunPhotos Photos(string folder)
    {
        var (photos, hash, words) = EncoderPhotos.Read(folder, null, CancellationToken.None);
        return new EncoderRunPhotos(photos, hash, words);
    }

    /// <summary>What a worker in the background is to have of this command's options.</summary>
    public IEnumerable<string> WorkerOptions()
    {
        yield return "--device";
        yield return context.Device;
        yield return "--threads";
        yield return context.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var folder in context.ModelFolders)
        {
            yield return "--models";
            yield return folder;
        }
    }
}
