using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A grid for one test over a given storage.</summary>
internal sealed class PeopleGrid : IAsyncDisposable
{
    private readonly TestGrid grid;

    private PeopleGrid(TestGrid grid) => this.grid = grid;

    public People People => new(grid.GrainFactory);

    public static async Task<PeopleGrid> Start(IGrainStorage storage, int shardCapacity = 1000) =>
        new(await TestGrid.StartAsync(services => People.Configure(services, storage, shardCapacity)));

    public ValueTask DisposeAsync() => grid.DisposeAsync();
}
