using System.Globalization;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Silo.Models;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Cli.Training;

/// <summary>Calibration of a new encoder on the people held out of its training.</summary>
internal static class HeldOutCalibration
{
    /// <summary>
    /// Compares all held-out photos with each other and writes NAME.calibration.json beside the weights, if there are enough
    /// impostor pairs for the default FPIR of galleries.
    /// </summary>
    /// <returns>Path of the file; null: too few pairs; an existing file of other weights has no effect.</returns>
    /// <exception cref="Vision.BadInputException">The file cannot be written.</exception>
    public static string? Write(string weights, ITrainingPhotos people, string device)
    {
        using var encoder = FaceEncoder.Load(weights, device);
        var photos = Enumerable.Range(0, people.People)
            .SelectMany(p => Enumerable.Range(0, people.PhotosOf(p)).Select(i => (Person: p, Photo: i)))
            .ToList();
        var pairs = AllPairs.Measure(
            encoder.Encode(photos.ConvertAll(p => people.Photo(p.Person, p.Photo))), photos.ConvertAll(p => p.Person));
        if (DecisionPolicy.DefaultFpir * pairs.Impostors.Count < ThresholdTable.MinErrors)
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
            string.Create(CultureInfo.InvariantCulture, $"{pairs.People} people held out of the training"),
            TimeProvider.System.GetUtcNow(),
            pairs.People,
            pairs.Photos,
            pairs.Genuines.Count,
            pairs.Impostors.Count,
            table.ToPoints()));
        return file;
    }
}
