using FaceGrid.Grains.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A grid for one test over a given storage.</summary>
internal sealed class PeopleGrid : IAsyncDisposable
{
    private readonly TestGrid grid;

    private PeopleGrid(TestGrid grid) => this.grid = grid;

    public People People => new(grid.GrainFactory);

    public static async Task<PeopleGrid> Start(IGrainStorage storage, int shardCapacity = 1000, IBlobStore? blobs = null, Action<IServiceCollection>? change = null) =>
        new(await TestGrid.StartAsync(services =>
        {
            People.Configure(services, storage, shardCapacity);
            if (blobs is not null)
            {
                services.AddSingleton(blobs);
            }

            change?.Invoke(services);
        }));

    public ValueTask DisposeAsync() => grid.DisposeAsync();
}
