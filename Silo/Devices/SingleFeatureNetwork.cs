using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Visualization;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Silo.Devices;

/// <summary>The one network of a local silo's feature searches, with a compute lane. The caller disposes the network.</summary>
internal sealed class SingleFeatureNetwork : IFeatureNetworkSource, IDisposable
{
    private readonly LoadedFeatureNetwork _loaded;

    /// <summary>Starts the compute lane.</summary>
    /// <param name="network">A network with named layers.</param>
    /// <param name="device">Device name, used in the lane's name.</param>
    /// <param name="threads">Processor threads; 0: one per core.</param>
    public SingleFeatureNetwork(IFeatureNetwork network, string device, int threads)
    {
        var lane = new ComputeLane($"facegrid {device}");
        try
        {
            lane.Run(() =>
            {
                LibTorch.SetThreads(threads);
                return true;
            }).GetAwaiter().GetResult();
        }
        catch
        {
            lane.Dispose();
            throw;
        }

        _loaded = new LoadedFeatureNetwork(network, lane);
    }

    public LoadedFeatureNetwork? Load(string modelVersion) => modelVersion == _loaded.Network.Version ? _loaded : null;

    public void Dispose() => _loaded.Lane.Dispose();
}
