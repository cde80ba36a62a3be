using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace FaceGrid.Grains.Tests;

/// <summary>A running grid to test grains on: here real silos in this process, called from a client outside of them.</summary>
public sealed class TestGrid : IAsyncDisposable
{
    private readonly InProcessTestCluster cluster;

    private TestGrid(InProcessTestCluster cluster) => this.cluster = cluster;

    public IGrainFactory GrainFactory => cluster.Client;

    /// <summary>The services of the first silo.</summary>
    public IServiceProvider Services => cluster.Silos[0].ServiceProvider;

    /// <summary>Starts a cluster with a memory store, "Default" as well as "memory", that its silos share, and what <paramref name="configure"/> adds to each.</summary>
    public static async Task<TestGrid> StartAsync(Action<IServiceCollection>? configure = null, int silos = 1)
    {
        var memory = new MemoryGrainStorage();
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddActivityPropagation();
            silo.Services.AddSharedMemoryStorage(memory);
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            configure?.Invoke(silo.Services);
        });
        builder.ConfigureClient(client => client.AddActivityPropagation());
        var cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
            return new TestGrid(cluster);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync() => cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
