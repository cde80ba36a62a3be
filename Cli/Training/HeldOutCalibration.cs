using System.Globalization;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Silo.Models;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training;

namespace FaceGrid.Cli.Training;

/// <summary>The calibration that a new encoder gets from the people it was not trained on.</summary>
internal static class HeldOutCalibration
{
    /// <summary>
    /// Compares every held-out photo with every other and writes NAME.calibration.json beside the weights, where there are
    /// enough pairs of different people for the FPIR that galleries ask for by default.
    /// </summary>
    /// <returns>The file; null where there are too few, and one that lay there for other weights is of no effect.</returns>
    /// <exception cref="Vision.BadInputException">It cannot be written.</exception>
    public static string? Write(string weights, ITrainingPhotos people, string device)
    {
        using var encoder = FaceEncoder.Load(weights, device);
        var photos = Enumerable.Range(0, people.People).SelectMany(p => Enumerable.Range(0, people.PhotosOf(p)).Select(i => (Person: p, Photo: i))).ToList();
        var pairs = AllPairs.Measure(encoder.Encode(photos.ConvertAll(p => people.Photo(p.Person, p.Photo))), photos.ConvertAll(p => p.Person));
        if (DecisionPolicy.DefaultFpir * pairs.Impostors.Count < ThresholdTable.LeastErrors)
        {
            return null;
        }

        ThresholdTable table;
        try
        {
            table = ThresholdTable.Measure(pairs.Impostors, pairs.Genuines);
        }
        catch (ArgumentException)
        {
            return null;
        }

        var file = Path.ChangeExtension(weights, null) + ".calibration.json";
        CalibrationFile.Write(file, new Calibration(
            encoder.ModelVersion,
            string.Create(CultureInfo.InvariantCulture, $"{pairs.People} people who were held out of the training"),
            DateTimeOffset.UtcNow,
            pairs.People,
            pairs.Photos,
            pairs.Genuines.Count,
            pairs.Impostors.Count,
            table.ToPoints()));
        return file;
    }
}
