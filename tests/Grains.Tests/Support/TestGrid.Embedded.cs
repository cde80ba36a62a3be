using FaceGrid.Embedded;
using FaceGrid.Grains.Identities;
using Orleans;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A grid for one test, on the embedded host.</summary>
internal sealed class TestGrid : IAsyncDisposable
{
    private readonly EmbeddedGrid grid;

    private TestGrid(EmbeddedGrid grid) => this.grid = grid;

    public IGrainFactory Grains => grid.GrainFactory;

    public People People => new(Grains);

    public static async Task<TestGrid> Start(IGrainStorage storage, int shardCapacity = 1000) => new(await EmbeddedGrid.StartAsync(
        services => People.Configure(services, storage, shardCapacity), [typeof(IdentityGrain).Assembly]));

    public ValueTask DisposeAsync() => grid.DisposeAsync();
}
