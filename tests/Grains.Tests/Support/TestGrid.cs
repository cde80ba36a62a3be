using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;

namespace FaceGrid.Grains.Tests;

/// <summary>
/// Silos in this process, called from a client outside of them: what passes between the two is serialised, as it is between processes.
/// Crash tests start two for every place to die at, so that nothing of the first life's memory is left in the second; the cost of a start
/// matters.
/// </summary>
public sealed class TestGrid : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;

    private TestGrid(InProcessTestCluster cluster) => _cluster = cluster;

    public IGrainFactory GrainFactory => _cluster.Client;

    /// <summary>The services of the first silo.</summary>
    public IServiceProvider Services => _cluster.Silos[0].ServiceProvider;

    /// <summary>Starts silos with reminders in memory and what <paramref name="configure"/> adds to each.</summary>
    public static async Task<TestGrid> StartAsync(Action<IServiceCollection>? configure = null, int silos = 1)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddActivityPropagation();
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            configure?.Invoke(silo.Services);
        });
        builder.ConfigureClient(client => client.AddActivityPropagation());
        var cluster = Build(builder);
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

    internal static InProcessTestCluster Build(InProcessTestClusterBuilder builder)
    {
        // A file of traces for each silo, which nobody reads.
        builder.Options.ConfigureFileLogging = false;
        return new InProcessTestCluster(builder.Options, new CountedPorts());
    }

    public Task StopAsync() => _cluster.StopAllSilosAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
