using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Silo.Devices;

/// <summary>
/// All encoders of a model catalog, each loaded when its first face is encoded. An operator may add a file while silos run; a listing
/// reads and hashes all files, so that questions for an unknown version cause at most one in <see cref="ListingLifetime"/>.
/// </summary>
internal sealed class CatalogEncoderSource(ModelCatalog catalog, string device, int threads, TimeProvider time)
    : IEncoderSource, IDisposable
{
    public static readonly TimeSpan ListingLifetime = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Dictionary<string, EncoderModel> _listed = new(StringComparer.Ordinal);
    private long? _listedAt;
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

            if (!_listed.ContainsKey(modelVersion) && (_listedAt is not { } at || time.GetElapsedTime(at) >= ListingLifetime))
            {
                _listed = catalog.List().Select(m => m.Model?.Encoder).OfType<EncoderModel>()
                    .GroupBy(e => e.Version, StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
                _listedAt = time.GetTimestamp();
            }

            return _listed.TryGetValue(modelVersion, out var model)
                ? _sources[modelVersion] = new FileEncoderSource(model, device, threads)
                : null;
        }
    }
}
