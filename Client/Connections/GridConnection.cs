using FaceGrid.Client.Blobs;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Clients;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Client.Connections;

/// <summary>Connection to the grains: of a local silo in this process, of a worker's silo in another process, or of a cluster.</summary>
public sealed class GridConnection : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<string, ClusterClient> Clusters = [];
    private static readonly Dictionary<string, LocalSiloClient> Workers = [];

    private readonly LocalStoreSilo? _local;

    private GridConnection(IGrainFactory grains, IBlobStore blobs, LocalStoreSilo? local = null)
    {
        Grains = grains;
        Blobs = blobs;
        _local = local;
    }

    /// <summary>Creates references to grains.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>Images, checkpoints and results.</summary>
    public IBlobStore Blobs { get; }

    /// <summary>True if the grains run in this process.</summary>
    public bool IsLocal => _local is not null;

    /// <summary>Completes with the error when the local silo's store has stopped; never for grains elsewhere.</summary>
    public Task<GridRequestException> StoreStopped() =>
        _local?.StoreStopped ?? new TaskCompletionSource<GridRequestException>().Task;

    /// <summary>Starts the silo of a data folder in this process.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder.</exception>
    /// <exception cref="BadInputException">The folder or the store in it is unusable.</exception>
    public static async Task<GridConnection> StartLocal(LocalStoreOptions options, CancellationToken cancellationToken)
    {
        var silo = await LocalStoreSilo.StartAsync(options, cancellationToken);
        return new GridConnection(silo.GrainFactory, silo.Blobs, silo);
    }

    /// <summary>
    /// Connects to a cluster. The connection is kept for the life of the process: commands that poll would otherwise join and leave the
    /// cluster at every poll.
    /// </summary>
    /// <param name="cluster">Gateway addresses or a silo's configuration file.</param>
    /// <exception cref="BadInputException">The address is invalid, or no silo answers there.</exception>
    public static async Task<GridConnection> ConnectCluster(string cluster, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!Clusters.TryGetValue(cluster, out var client))
            {
                var options = ClusterClientOptions.Parse(cluster);
                client = await ClusterClient.ConnectAsync(options, [typeof(GridKeys).Assembly], cancellationToken);
                Clusters.Add(cluster, client);
            }

            return new GridConnection(client.GrainFactory, new ClusterBlobStore(client.GrainFactory));
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Connects to the worker that holds a jobs folder. The connection is kept for as long as the worker lives.</summary>
    /// <returns>Null: no worker listens.</returns>
    public static async Task<GridConnection?> TryConnectWorker(JobsFolder folder, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (WorkerSocket.Find(folder) is not { } socket)
        {
            return null;
        }

        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (Workers.TryGetValue(socket, out var client) && !client.IsConnected)
            {
                Workers.Remove(socket);
                await client.DisposeAsync();
                client = null;
            }

            if (client is null)
            {
                client = await LocalSiloClient.TryConnectAsync(socket, [typeof(GridKeys).Assembly], cancellationToken);
                if (client is null)
                {
                    return null;
                }

                Workers.Add(socket, client);
            }

            return new GridConnection(client.GrainFactory, folder.OpenBlobs());
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Closes the connections that this process keeps.</summary>
    public static async ValueTask CloseAll()
    {
        IAsyncDisposable[] clients = [.. Clusters.Values, .. Workers.Values];
        Clusters.Clear();
        Workers.Clear();
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    /// <summary>Replaces the local silo's encoder, before the first face is encoded.</summary>
    /// <exception cref="InvalidOperationException">The grains run elsewhere, or the silo has no encoder.</exception>
    public void UseEncoder(EncoderModel encoder) =>
        (_local ?? throw new InvalidOperationException("the silos of a cluster have their own encoders")).UseEncoder(encoder);

    /// <summary>Stops the local silo; connections to other processes stay open for later use.</summary>
    public ValueTask DisposeAsync() => _local?.DisposeAsync() ?? ValueTask.CompletedTask;
}
