using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>The nearest pairs of the training set and the other set side by side, for a person to judge.</summary>
internal sealed class PreparationSheet(PreparationOptions options, string model)
{
    /// <param name="near">The nearest first; two pairs of each are shown: by the mean and by a single photo, if they differ.</param>
    public void Write(string file, string title, IReadOnlyList<NearIdentity> near)
    {
        var shown = near.Take(options.Shown).ToList();
        var cells = shown.ConvertAll(n =>
        {
            // The pair whose distance is farther below its threshold says more.
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
                n.MeanDistance < options.MeanNearerThan || n.PhotoDistance < options.NearerThan ? CellVerdict.Error : CellVerdict.TurnedAway);
        });
        var picture = ContactSheet.Render(cells, new ContactSheetOptions
        {
            Title = title,
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{shown.Count} of {near.Count} people; squared distances, dropped below {options.MeanNearerThan:F2} (mean) or {options.NearerThan:F2} (photo)"),
            Footer = model,
            Legend = false,
            MaxRows = (options.Shown + 3) / 4,
        });
        AtomicFile.Write(file, stream => stream.Write(ImageCodec.EncodePng(picture)));
    }
}
