using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Visualization;
using FaceGrid.Vision.Visualization;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Silo.Devices;

/// <summary>The VGG network of a silo of a cluster, loaded at the first feature search. Computes on the lane of the silo's jobs.</summary>
internal sealed class CatalogFeatureNetwork(ModelCatalog catalog, string device, ComputeLane lane) : IFeatureNetworkSource, IDisposable
{
    private readonly Lazy<VggFeatures> _network = new(() => lane
        .Run(() => new VggFeatures(VggSource.Find(catalog, device, weights: null).Load()))
        .GetAwaiter().GetResult());

    public LoadedFeatureNetwork? Load(string modelVersion) =>
        _network.Value.Version == modelVersion ? new LoadedFeatureNetwork(_network.Value, lane) : null;

    public void Dispose()
    {
        if (_network.IsValueCreated)
        {
            _network.Value.Dispose();
        }
    }
}
