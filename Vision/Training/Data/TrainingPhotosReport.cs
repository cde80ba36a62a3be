namespace FaceGrid.Vision.Training.Data;

/// <summary>What is in a folder of training photos, and what was left out.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="People">With at least one usable photo.</param>
/// <param name="Photos">Usable ones.</param>
/// <param name="PeopleWithOnePhoto">Names, in order: they have no positive pair and serve as negatives only.</param>
/// <param name="PeopleWithoutPhotos">Names, in order: none of their photos is usable; left out.</param>
/// <param name="Skipped">Photos that were left out, and why.</param>
/// <param name="PhotosInMemory">Kept decoded; the rest is read again whenever it is asked for.</param>
public sealed record TrainingPhotosReport(
    string Folder,
    int People,
    int Photos,
    IReadOnlyList<string> PeopleWithOnePhoto,
    IReadOnlyList<string> PeopleWithoutPhotos,
    IReadOnlyList<SkippedPhoto> Skipped,
    int PhotosInMemory);
