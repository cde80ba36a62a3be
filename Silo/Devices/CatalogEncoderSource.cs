using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Silo.Devices;

/// <summary>All encoders of a model catalog, each loaded when its first face is encoded.</summary>
internal sealed class CatalogEncoderSource(ModelCatalog catalog, string device, int threads) : IEncoderSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FileEncoderSource> _sources = new(StringComparer.Ordinal);

    public LoadedEncoder? Load(string modelVersion) => Find(modelVersion)?.Load(modelVersion);

    public Calibration? Calibration(string modelVersion) => Find(modelVersion)?.Calibration(modelVersion);

    public void Dispose()
    {
        foreach (var source in _sources.Values)
        {
            source.Dispose();
        }
    }

    private FileEncoderSource? Find(string modelVersion)
    {
        lock (_gate)
        {
            if (_sources.TryGetValue(modelVersion, out var known))
            {
                return known;
            }

            // A version that is not found is searched again at each call: an operator may add the file while silos run.
            return catalog.List().Select(m => m.Model?.Encoder).FirstOrDefault(e => e?.Version == modelVersion) is { } model
                ? _sources[modelVersion] = new FileEncoderSource(model, device, threads)
                : null;
        }
    }
}
