using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Makes a calibration of the measurements of one population or of several.</summary>
internal static class CalibrationSummary
{
    /// <exception cref="BadInputException">A population has too few comparisons.</exception>
    public static Calibration Of(
        string modelVersion, IReadOnlyList<(string Name, string Folder, CalibrationMeasurement Measured)> populations)
    {
        var tables = populations.Select(p => Table(p.Folder, p.Measured)).ToList();
        var all = Together([.. populations.Select(p => p.Measured)]);
        return new Calibration(
            modelVersion,
            populations.Count == 1
                ? populations[0].Name
                : "the strictest of " + string.Join(", ", populations.Select(p => p.Name)),
            TimeProvider.System.GetUtcNow(),
            all.People,
            all.Photos,
            all.Genuines.Count,
            all.Impostors.Count,
            (tables.Count == 1 ? tables[0] : ThresholdTable.Strictest(tables)).ToPoints(),
            populations.Count == 1 ? null : [.. populations.Zip(tables, (p, table) => new CalibrationCohort(
                p.Name,
                p.Measured.People,
                p.Measured.Photos,
                p.Measured.Genuines.Count,
                p.Measured.Impostors.Count,
                table.ToPoints()))]);
    }

    /// <summary>All comparisons; people of two populations are not compared.</summary>
    public static CalibrationMeasurement Together(IReadOnlyList<CalibrationMeasurement> parts)
    {
        var (impostors, genuines) = (new DistanceCounts(), new DistanceCounts());
        foreach (var part in parts)
        {
            impostors.Add(part.Impostors);
            genuines.Add(part.Genuines);
        }

        return new CalibrationMeasurement(
            impostors,
            genuines,
            parts.Sum(p => p.People),
            parts.Sum(p => p.Photos),
            parts.Sum(p => p.Faceless),
            [.. parts.SelectMany(p => p.Nearest).OrderBy(p => p.Distance).Take(AllPairs.Kept)]);
    }

    private static ThresholdTable Table(string folder, CalibrationMeasurement measured)
    {
        try
        {
            return ThresholdTable.Measure(measured.Impostors, measured.Genuines);
        }
        catch (ArgumentException exception)
        {
            throw new BadInputException(folder, exception.Message.Split(" (Parameter")[0]);
        }
    }
}
