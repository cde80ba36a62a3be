using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Models;
using FaceGrid.Vision.Evaluation.SelfCalibration;

namespace FaceGrid.Grains.Recognition;

/// <summary>
/// What the thresholds of a tenant's galleries are derived from, kept between questions for as long as it is valid. Used in the turns
/// of one grain.
/// </summary>
internal sealed class EvidenceCache(IGrainFactory grains, string tenant)
{
    private const int MostKept = 256;

    private readonly Dictionary<string, (long RegistryVersion, KnownCalibration? Calibration)> _calibrations = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Gallery, string ModelVersion, TemplateFusion Fusion), KnownPeople> _people = [];

    /// <summary>
    /// The calibration of a model version. It is read again where the gallery's description carries another state of the registry than at
    /// the last reading.
    /// </summary>
    public async Task<KnownCalibration?> Calibration(GalleryDescription gallery, string modelVersion)
    {
        if (gallery.RegistryVersion is { } now
            && _calibrations.TryGetValue(modelVersion, out var kept)
            && kept.RegistryVersion == now)
        {
            return kept.Calibration;
        }

        var read = await grains.GetGrain<IModelRegistryGrain>(tenant).GetCalibration(modelVersion);
        var calibration = read is null ? null : new KnownCalibration(read.ToTable(), read.Source);
        if (gallery.RegistryVersion is { } version)
        {
            MakeRoom(_calibrations);
            _calibrations[modelVersion] = (version, calibration);
        }

        return calibration;
    }

    /// <summary>The gallery's own people, as of a search that has just counted them; null: too few of them.</summary>
    /// <param name="changes">Sum of <see cref="ShardSize.Changes"/>.</param>
    public async Task<OwnImpostors?> OwnPeople(
        string gallery, string modelVersion, TemplateFusion fusion, long changes, int people, Deadline deadline)
    {
        if (people < OwnImpostors.LeastPeople)
        {
            return null;
        }

        var key = (gallery, modelVersion, fusion);
        if (_people.TryGetValue(key, out var kept) && kept.Statistics.IsFresh(changes))
        {
            return kept.Own;
        }

        var grain = grains.GetGrain<IGalleryStatisticsGrain>(GridKeys.Gallery(tenant, gallery));
        var measured = new KnownPeople(await deadline.Ask(() => grain.Get(modelVersion, fusion, changes, people)));
        MakeRoom(_people);
        _people[key] = measured;
        return measured.Own;
    }

    private static void MakeRoom<TKey, TValue>(Dictionary<TKey, TValue> kept)
        where TKey : notnull
    {
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }
    }

    private sealed class KnownPeople(GalleryStatistics statistics)
    {
        public GalleryStatistics Statistics { get; } = statistics;

        public OwnImpostors? Own { get; } = statistics.ToImpostors();
    }
}
