using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>
/// Measures the distances between the people of a gallery, key <c>tenant/gallery</c>. It holds no durable state: the first question after
/// an activation measures, and a measurement is repeated once enough people have changed. One measurement compares at most 1024 people with
/// the gallery, fewer in a large one, so that the cost for each change does not grow with the gallery.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IGalleryStatisticsGrain")]
public interface IGalleryStatisticsGrain : IGrainWithStringKey
{
    /// <summary>
    /// The statistics for searches. Of a gallery of some thousand people they are those of the present people, or of nearly all of them
    /// (<see cref="GalleryStatistics.IsFresh"/>). For a larger one the former statistics are returned while new ones are measured;
    /// <see cref="GalleryStatistics.None"/> before the first.
    /// </summary>
    /// <param name="changes">Sum of <see cref="ShardSize.Changes"/> as the caller has just seen it.</param>
    /// <param name="people">Searchable people as the caller has just seen it.</param>
    [Alias("Get")]
    Task<GalleryStatistics> Get(string modelVersion, TemplateFusion fusion, long changes, int people);

    /// <summary>Measures the present people, of a gallery of any size, unless they are those of the last measurement.</summary>
    [Callers(CallerRoles.Enrol)]
    [Alias("Audit")]
    Task<GalleryAudit> Audit(string modelVersion, TemplateFusion fusion);
}
