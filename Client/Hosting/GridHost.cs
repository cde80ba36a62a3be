using FaceGrid.Grains.Identities;
using FaceGrid.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Hosting;

/// <summary>Runs the grains in a localhost silo within this process, or reaches those of a cluster.</summary>
internal sealed class GridHost(IGrainFactory grains, IAsyncDisposable? own) : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static ClusterClient? shared;

    public IGrainFactory Grains { get; } = grains;

    public static async Task<GridHost> Start(Action<IServiceCollection> configure, CancellationToken cancellationToken)
    {
        var silo = await LocalSilo.StartAsync(configure, [typeof(IdentityGrain).Assembly], cancellationToken);
        return new GridHost(silo.GrainFactory, silo);
    }

    /// <summary>One connection for the whole process, which ends with it: commands that poll would join and leave the cluster all the time.</summary>
    /// <exception cref="Vision.BadInputException">The address is none, or nobody answers there.</exception>
    public static async Task<GridHost> Connect(string cluster, CancellationToken cancellationToken)
    {
        await Gate.WaitAsync(cancellationToken);
        try
        {
            shared ??= await ClusterClient.ConnectAsync(ClusterClientOptions.Parse(cluster), [typeof(IdentityGrain).Assembly], cancellationToken);
            return new GridHost(shared.GrainFactory, own: null);
        }
        finally
        {
            Gate.Release();
        }
    }

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
