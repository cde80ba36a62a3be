using FaceGrid.Grains.Identities;
using FaceGrid.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Hosting;

/// <summary>Runs the grains in a local silo within this process, or reaches those of a worker or of a cluster.</summary>
internal sealed class GridHost(IGrainFactory grains, IAsyncDisposable? own) : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static readonly Dictionary<string, ClusterClient> Clusters = [];
    private static readonly Dictionary<string, LocalSiloClient> Workers = [];

    public IGrainFactory Grains { get; } = grains;

    /// <param name="gatewaySocket">Path of a Unix-domain socket where other processes of this user connect; null: none can.</param>
    public static async Task<GridHost> Start(
        Action<IServiceCollection> configure, CancellationToken cancellationToken, string? gatewaySocket = null)
    {
        var silo = await LocalSilo.StartAsync(configure, [typeof(IdentityGrain).Assembly], cancellationToken, gatewaySocket);
        return new GridHost(silo.GrainFactory, silo);
    }

    /// <summary>
    /// One connection to each cluster for the whole process: commands that poll would join and leave the cluster all the time.
    /// </summary>
    /// <exception cref="Vision.BadInputException">The address is none, or nobody answers there.</exception>
    public static async Task<GridHost> Connect(string cluster, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (!Clusters.TryGetValue(cluster, out var client))
            {
                var options = ClusterClientOptions.Parse(cluster);
                client = await ClusterClient.ConnectAsync(options, [typeof(IdentityGrain).Assembly], cancellationToken);
                Clusters.Add(cluster, client);
            }

            return new GridHost(client.GrainFactory, own: null);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Likewise one connection to each worker, for as long as it lives.</summary>
    /// <returns>Null: no worker listens there.</returns>
    public static async Task<GridHost?> TryConnectWorker(string gatewaySocket, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            if (Workers.TryGetValue(gatewaySocket, out var client) && !client.IsConnected)
            {
                Workers.Remove(gatewaySocket);
                await client.DisposeAsync();
                client = null;
            }

            if (client is null)
            {
                client = await LocalSiloClient.TryConnectAsync(gatewaySocket, [typeof(IdentityGrain).Assembly], cancellationToken);
                if (client is null)
                {
                    return null;
                }

                Workers.Add(gatewaySocket, client);
            }

            return new GridHost(client.GrainFactory, own: null);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Ends the connections of this process.</summary>
    public static async ValueTask CloseConnections()
    {
        IAsyncDisposable[] clients = [.. Clusters.Values, .. Workers.Values];
        Clusters.Clear();
        Workers.Clear();
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
