namespace FaceGrid.Vision.Training.Data;

/// <summary>Contents of a folder of training photos.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="People">Number of people with at least one usable photo.</param>
/// <param name="Photos">Number of usable photos.</param>
/// <param name="PeopleWithOnePhoto">Names, in order: they have no positive pair and serve as negatives only.</param>
/// <param name="PeopleWithoutPhotos">Names, in order: none of their photos is usable; left out.</param>
/// <param name="Skipped">Photos that were left out, with the reasons.</param>
/// <param name="PhotosInMemory">Number of photos held decoded in memory; the others are read from disk on every use.</param>
public sealed record TrainingPhotosReport(
    string Folder,
    int People,
    int Photos,
    IReadOnlyList<string> PeopleWithOnePhoto,
    IReadOnlyList<string> PeopleWithoutPhotos,
    IReadOnlyList<SkippedPhoto> Skipped,
    int PhotosInMemory);
