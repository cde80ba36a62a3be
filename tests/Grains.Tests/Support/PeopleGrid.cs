using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A grid for one test over a given storage.</summary>
internal sealed class PeopleGrid : IAsyncDisposable
{
    private readonly TestGrid? _grid;

    private PeopleGrid(People people, TestGrid? grid) => (People, _grid) = (people, grid);

    public People People { get; }

    /// <summary>Over a grid that somebody else has started and will end.</summary>
    public static PeopleGrid Over(People people) => new(people, grid: null);

    /// <summary>The services of the first silo.</summary>
    public IServiceProvider Services => (_grid ?? throw new InvalidOperationException("the silos are other processes")).Services;

    public static Task<PeopleGrid> Start(
        IGrainStorage storage,
        int shardCapacity = 1000,
        IBlobStore? blobs = null,
        Action<IServiceCollection>? change = null,
        int silos = 1) =>
        Start(storage, keys: null, encryption: null, shardCapacity, blobs, change, silos);

    /// <param name="keys">The store of keys, or null.</param>
    /// <param name="encryption">Null: no key file.</param>
    public static Task<PeopleGrid> Start(
        IGrainStorage storage,
        IGrainStorage? keys,
        IKeyEncryption? encryption,
        int shardCapacity = 1000,
        IBlobStore? blobs = null,
        Action<IServiceCollection>? change = null,
        int silos = 1) =>
        Start(
            services =>
            {
                People.Configure(services, storage, shardCapacity);
                if (keys is not null)
                {
                    services.AddKeyedSingleton(GridStorage.Keys, keys);
                }

                if (encryption is not null)
                {
                    services.AddSingleton(encryption);
                }

                if (blobs is not null)
                {
                    services.AddSingleton(blobs);
                }

                change?.Invoke(services);
            },
            silos);

    public static async Task<PeopleGrid> Start(Action<IServiceCollection> configure, int silos = 1)
    {
        var grid = await TestGrid.StartAsync(configure, silos);
        return new PeopleGrid(new People(grid.GrainFactory), grid);
    }

    public ValueTask DisposeAsync() => _grid?.DisposeAsync() ?? ValueTask.CompletedTask;
}
