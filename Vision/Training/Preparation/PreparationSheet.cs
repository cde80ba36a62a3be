using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>A contact sheet with the nearest pairs of the training set and the reference set, for visual inspection.</summary>
internal sealed class PreparationSheet(PreparationOptions options, string model)
{
    /// <param name="file">Path of the PNG file to write.</param>
    /// <param name="title">Title of the sheet.</param>
    /// <param name="near">Nearest first; of each person the pair is shown whose distance is smaller relative to its threshold.</param>
    public void Write(string file, string title, IReadOnlyList<NearIdentity> near)
    {
        var shown = near.Take(options.Shown).ToList();
        var cells = shown.ConvertAll(n =>
        {
            var byMean = n.MeanDistance / options.MeanNearerThan < n.PhotoDistance / options.NearerThan;
            var other = byMean ? n.MeanNearest : n.PhotoNearest;
            return new ContactSheetCell(
                ImageCodec.Load(n.Photo),
                ImageCodec.Load(other),
                [
                    string.Create(CultureInfo.InvariantCulture, $"mean {n.MeanDistance:F3}, photo {n.PhotoDistance:F3}"),
                    $"{n.Person} ({n.Photos})",
                    Path.GetFileNameWithoutExtension(other) + (byMean ? " (by mean)" : ""),
                ],
                n.MeanDistance < options.MeanNearerThan || n.PhotoDistance < options.NearerThan
                    ? CellVerdict.Error
                    : CellVerdict.NotRecognized);
        });
        var picture = ContactSheet.Render(cells, new ContactSheetOptions
        {
            Title = title,
            Subtitle = string.Create(
                CultureInfo.InvariantCulture,
                $"{shown.Count} of {near.Count} people; squared distances, dropped below {options.MeanNearerThan:F2} (mean) ")
                + string.Create(CultureInfo.InvariantCulture, $"or {options.NearerThan:F2} (photo)"),
            Footer = model,
            Legend = false,
            MaxRows = (options.Shown + 3) / 4,
        });
        AtomicFile.Write(file, stream => stream.Write(ImageCodec.EncodePng(picture)));
    }
}
