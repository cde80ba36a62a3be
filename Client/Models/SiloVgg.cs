using FaceGrid.Client.Cli;
using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Visualization;
using FaceGrid.Vision.Visualization;

namespace FaceGrid.Client.Models;

/// <summary>The VGG network of a silo, read when a search first asks for it. It computes on the lane that the silo's jobs have.</summary>
internal sealed class SiloVgg(CommandContext context, ComputeLane lane) : IFeatureNetworkSource, IDisposable
{
    private readonly Lazy<VggFeatures> network = new(() => lane.Run(() => new VggFeatures(VggSource.Find(context, weights: null).Load())).GetAwaiter().GetResult());

    public LoadedFeatureNetwork? Load(string modelVersion) => network.Value.Version == modelVersion ? new LoadedFeatureNetwork(network.Value, lane) : null;

    public void Dispose()
    {
        if (network.IsValueCreated)
        {
            network.Value.Dispose();
        }
    }
}
