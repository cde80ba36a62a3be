using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>The outcome of <see cref="SetPreparation"/>.</summary>
/// <param name="Output">Path of the finished folder.</param>
/// <param name="People">Number of people in it.</param>
/// <param name="Photos">Number of photos in it.</param>
/// <param name="PeopleWithOnePhoto">Number of people in it with one photo: they have no positive pair.</param>
/// <param name="Sources">Counts for each source.</param>
/// <param name="Merged">Folders of the same person that were merged.</param>
/// <param name="NearestPeople">The two nearest people left; null without an encoder.</param>
/// <param name="Strays">Photos left out because they are far from the other photos of their person.</param>
/// <param name="Apart">Separation from the reference set; null without one.</param>
/// <param name="Unreadable">Files left out because they cannot be read.</param>
/// <param name="Faceless">Photos left out because no face was found.</param>
/// <param name="Seconds">Wall-clock time.</param>
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
