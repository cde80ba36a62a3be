using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>What <see cref="SetPreparation"/> did.</summary>
/// <param name="Output">The finished folder.</param>
/// <param name="People">In it.</param>
/// <param name="Photos">In it.</param>
/// <param name="PeopleWithOnePhoto">Of <paramref name="People"/>: they have no positive pair.</param>
/// <param name="Merged">Folders that were one person.</param>
/// <param name="NearestPeople">The nearest two who were left as two; null where no encoder was at hand.</param>
/// <param name="Strays">Photos that were far from the rest of their person: left out.</param>
/// <param name="Apart">Null where there was no set to keep away from.</param>
/// <param name="Unreadable">Files that are no picture.</param>
/// <param name="Faceless">Photos without a face.</param>
public sealed record PreparationReport(
    string Output,
    int People,
    int Photos,
    int PeopleWithOnePhoto,
    IReadOnlyList<SourceReport> Sources,
    IReadOnlyList<MergedPeople> Merged,
    NearPeople? NearestPeople,
    IReadOnlyList<SkippedPhoto> Strays,
    ApartReport? Apart,
    IReadOnlyList<SkippedPhoto> Unreadable,
    IReadOnlyList<SkippedPhoto> Faceless,
    double Seconds);
