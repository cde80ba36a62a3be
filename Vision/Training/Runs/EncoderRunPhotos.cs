using System.Globalization;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The photos that an encoder is trained on.</summary>
/// <param name="Photos">The photos, by person.</param>
/// <param name="Hash">SHA-256 over every pixel and its person: a checkpoint resumes on the same photos only.</param>
/// <param name="Description">Number and origin of the photos, for the weight file's metadata.</param>
public sealed record EncoderRunPhotos(ITrainingPhotos Photos, string Hash, string Description)
{
    /// <summary>Reads a folder of people, one folder each, with aligned 112x112 crops.</summary>
    /// <param name="unreadableLimit">Share of the photos that may be unreadable; null: the default.</param>
    /// <param name="warn">Receives a line for each photo that is left out.</param>
    /// <exception cref="BadInputException">The folder holds no people, or too many photos are unreadable.</exception>
    public static EncoderRunPhotos OpenFolder(
        string folder, double? unreadableLimit, Action<string> warn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(warn);
        var defaults = new PhotoFolderOptions();
        var options = defaults with { UnreadableLimit = unreadableLimit ?? defaults.UnreadableLimit };
        var opened = PhotoFolder.Open(folder, options, null, cancellationToken);
        foreach (var skipped in opened.Report.Skipped)
        {
            warn($"left out: {skipped.Path}: {skipped.Reason}");
        }

        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return new EncoderRunPhotos(
            opened,
            opened.Fingerprint,
            string.Create(CultureInfo.InvariantCulture, $"{opened.Report.Photos} photos of {opened.Report.People} people in {name}"));
    }
}
