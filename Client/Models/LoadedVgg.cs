using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Visualization;
using FaceGrid.Vision;
using FaceGrid.Vision.Visualization;
using TorchSharp;

namespace FaceGrid.Client.Models;

/// <summary>The one VGG network that this process looks through, and the thread it computes on.</summary>
internal sealed class LoadedVgg : IFeatureNetworkSource, IDisposable
{
    private readonly LoadedFeatureNetwork loaded;

    private LoadedVgg(LoadedFeatureNetwork loaded) => this.loaded = loaded;

    public IFeatureNetwork Network => loaded.Network;

    /// <param name="threads">0: one for each core.</param>
    /// <exception cref="BadInputException">The weights are of another network or damaged, or there is no such device.</exception>
    public static async Task<LoadedVgg> Open(VggSource source, string device, int threads)
    {
        var lane = new ComputeLane($"facegrid {device}");
        try
        {
            return new LoadedVgg(new LoadedFeatureNetwork(
                await lane.Run(() =>
                {
                    // On the lane: OpenMP keeps the number for each thread that calls it.
                    torch.set_num_threads(threads > 0 ? threads : Environment.ProcessorCount);
                    return new VggFeatures(source.Load());
                }),
                lane));
        }
        catch
        {
            lane.Dispose();
            throw;
        }
    }

    public LoadedFeatureNetwork? Load(string modelVersion) => modelVersion == Network.Version ? loaded : null;

    public void Dispose()
    {
        loaded.Lane.Dispose();
        loaded.Network.Dispose();
    }
}
