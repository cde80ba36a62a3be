using FaceGrid.Embedded;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests;

/// <summary>
/// A running grid to test grains on: here the embedded one. tests/Cluster.Tests has a class of the same name and members on real silos,
/// and links the tests, so that each of them runs on both.
/// </summary>
public sealed class TestGrid : IAsyncDisposable
{
    private readonly EmbeddedGrid grid;

    private TestGrid(EmbeddedGrid grid) => this.grid = grid;

    /// <summary>Whether this is the embedded host: for what only one of the two promises.</summary>
    public static bool IsEmbedded => true;

    public IGrainFactory GrainFactory => grid.GrainFactory;

    public IServiceProvider Services => grid.Services;

    /// <summary>Starts a grid with a memory store, "Default" as well as "memory", and what <paramref name="configure"/> adds.</summary>
    /// <param name="silos">How many silos a cluster has; without meaning here.</param>
    public static async Task<TestGrid> StartAsync(Action<IServiceCollection>? configure = null, int silos = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(silos, 1);
        return new TestGrid(await EmbeddedGrid.StartAsync(
            services =>
            {
                services.AddSharedMemoryStorage(new MemoryGrainStorage());
                configure?.Invoke(services);
            },
            [typeof(SqliteGrainStorage).Assembly, typeof(TestGrid).Assembly]));
    }

    public Task StopAsync() => grid.StopAsync(TimeSpan.FromSeconds(20));

    public ValueTask DisposeAsync() => grid.DisposeAsync();
}
