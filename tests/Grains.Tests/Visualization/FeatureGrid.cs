using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Visualization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Visualization;

/// <summary>A grid for one life of a search.</summary>
internal sealed class FeatureGrid : IAsyncDisposable
{
    private readonly TestGrid _grid;
    private readonly Source _source;

    private FeatureGrid(TestGrid grid, Source source) => (_grid, _source) = (grid, source);

    public FakeFeatureNetwork Network => _source.Network;

    public IFeatureSearchGrain Search => _grid.GrainFactory.GetGrain<IFeatureSearchGrain>($"{GridKeys.DefaultTenant}/a-search");

    public IFeatureMapGrain Map => _grid.GrainFactory.GetGrain<IFeatureMapGrain>(GridKeys.DefaultTenant);

    public static async Task<FeatureGrid> Start(IGrainStorage storage, FakePhotos photos, int chunk = 3, int attempts = 3)
    {
        var source = new Source();
        return new FeatureGrid(
            await TestGrid.StartAsync(services =>
            {
                services.AddKeyedSingleton(GridStorage.Name, storage);
                services.AddSingleton<IFeatureNetworkSource>(source);
                services.AddSingleton<IFeatureImageSource>(photos);
                services.Configure<FeatureSearchOptions>(o => (o.ChunkImages, o.Attempts, o.RetryDelay) = (chunk, attempts, TimeSpan.Zero));
            }),
            source);
    }

    public static FeatureSearchRequest Request(int images, params string[] layers) => new(FakeFeatureNetwork.Model, layers, 16, images);

    /// <summary>Offers where that is needed, starts and waits for the end, whichever it is.</summary>
    public async Task<FeatureSearchStatus> Run(FeatureSearchRequest request, IReadOnlyList<FeatureImage> images)
    {
        if ((await Search.Wait(null)).Phase == FeatureSearchPhase.Unknown)
        {
            await Search.Offer(0, images);
        }

        return await Settled(await Search.Start(request));
    }

    /// <summary>Waits until nothing is being done.</summary>
    public async Task<FeatureSearchStatus> Settled(FeatureSearchStatus? status)
    {
        while (status is null or { Phase: FeatureSearchPhase.Running })
        {
            status = await Search.Wait(status);
        }

        return status;
    }

    public async ValueTask DisposeAsync()
    {
        await _grid.DisposeAsync();
        _source.Dispose();
    }

    private sealed class Source : IFeatureNetworkSource, IDisposable
    {
        private readonly ComputeLane _lane = new("test");

        public FakeFeatureNetwork Network { get; } = new();

        public LoadedFeatureNetwork? Load(string modelVersion) =>
            modelVersion == FakeFeatureNetwork.Model ? new LoadedFeatureNetwork(Network, _lane) : null;

        public void Dispose() => _lane.Dispose();
    }
}
