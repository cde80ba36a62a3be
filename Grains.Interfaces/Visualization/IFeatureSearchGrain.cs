using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Visualization;

/// <summary>
/// A search for the photos that activate each unit of some layers most; key: tenant/search. It divides the collection into
/// pieces, has them mapped, reduces what comes back and keeps the table so far with the pieces that are in it: a search that
/// was killed is resumed and ends in the same table. It runs while calls for it arrive.
/// </summary>
[Callers(CallerRoles.Studio)]
[Alias("FaceGrid.IFeatureSearchGrain")]
public interface IFeatureSearchGrain : IGrainWithStringKey
{
    /// <summary>Names some of the photos, before <see cref="Start"/>. What was named of them and after them before is forgotten.</summary>
    /// <param name="first">Number of the first of them in the collection.</param>
    /// <exception cref="GridRequestException">There is a gap before them, or they are too many.</exception>
    [Alias("Offer")]
    Task Offer(int first, IReadOnlyList<FeatureImage> images);

    /// <summary>Starts or resumes the search; does nothing if it runs or is finished.</summary>
    /// <exception cref="GridRequestException">A bad request, one that differs from the first, or photos that were not offered.</exception>
    [Alias("Start")]
    Task<FeatureSearchStatus> Start(FeatureSearchRequest request);

    /// <summary>Where it stands, as soon as that differs from what the caller has seen, or after some seconds.</summary>
    /// <param name="seen">The last answer; null to be told at once.</param>
    [Alias("Wait")]
    Task<FeatureSearchStatus> Wait(FeatureSearchStatus? seen);

    /// <summary>Comes back when nothing is being done any more.</summary>
    [Alias("Stop")]
    Task<FeatureSearchStatus> Stop();

    /// <summary>
    /// Deletes the photos that were uploaded for this search from the blob store, once it is finished or given up. A blob that this search
    /// has not stored stays.
    /// </summary>
    [Alias("DeletePhotos")]
    [ResponseTimeout("02:00:00")]
    Task DeletePhotos(CancellationToken cancellationToken);

    /// <summary>The table of one layer as <c>UnitMaxima.ToBytes</c> gives it, of the pieces that are done.</summary>
    /// <param name="layer">Its index in the request.</param>
    /// <exception cref="GridRequestException">No such layer, or nothing is done yet.</exception>
    [Alias("Maxima")]
    Task<byte[]> Maxima(int layer);

    /// <summary>Photos that could not be used, by number: at most 500 from the given one on.</summary>
    [Alias("Skipped")]
    Task<IReadOnlyList<SkippedImage>> Skipped(int from);
}
