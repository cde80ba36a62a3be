using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Silo.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Commands;

/// <summary><c>calibrate</c>: measures genuine and impostor distances of a model version, from which galleries derive τ.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var options = new CalibrateOptions();
        return new Command("calibrate", "Measure genuine and impostor distances and store the table FMR → τ for this model version")
            .With(options.Symbols, (context, cancellationToken) => Run(context, options.Read(context), cancellationToken));
    }

    private static async Task<int> Run(CommandContext context, CalibrateArguments arguments, CancellationToken cancellationToken)
    {
        // Opened before hours of measuring: another process may hold the store.
        await using var faceClient = await context.OpenClient(cancellationToken, mayCreate: true);
        var before = await faceClient.GetCalibration(faceClient.ModelVersion);
        using var reader = arguments.Faces.Open(context);
        context.Output.NoteIfAny(reader.Notice);
        var measured = await Measure(context, reader, arguments, cancellationToken);
        var calibration = Calibrate(faceClient.ModelVersion, arguments, measured);
        Warn(calibration, before);
        if (arguments.Output is { } target)
        {
            CalibrationFile.Write(target, calibration);
        }

        if (arguments.Report is { } report)
        {
            CalibrationReport.Page(calibration, measured).Write(report);
        }

        // Stored last: if a file cannot be written, decisions stay unchanged.
        await faceClient.SetCalibration(calibration);
        context.Output.Result(
            new CalibrateResult(calibration, measured.Faceless, measured.Nearest),
            _ => string.Join('\n', CalibrationReport.Lines(calibration, measured)));
        return ExitCodes.Success;
    }

    private static Task<CalibrationMeasurement> Measure(
        CommandContext context, PhotoReader reader, CalibrateArguments arguments, CancellationToken cancellationToken)
    {
        var (folder, choice) = (arguments.Folder, arguments.Faces.Choice);
        if (arguments.Pairs is { } pairs)
        {
            return CalibrationRun.OfPairs(context, reader, choice, folder, PairsFile.Parse(pairs), cancellationToken);
        }

        var without = arguments.Without.SelectMany(PhotoFiles.People).Select(p => p.Person).ToHashSet(StringComparer.Ordinal);
        return CalibrationRun.OfPeople(
            context, reader, choice, folder, SamePeopleFile.Read(arguments.Same), without, cancellationToken);
    }

    private static Calibration Calibrate(string modelVersion, CalibrateArguments arguments, CalibrationMeasurement measured)
    {
        ThresholdTable table;
        try
        {
            table = ThresholdTable.Measure(measured.Impostors, measured.Genuines);
        }
        catch (ArgumentException exception)
        {
            throw new BadInputException(arguments.Folder, exception.Message.Split(" (Parameter")[0]);
        }

        return new Calibration(
            modelVersion,
            arguments.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.Folder))),
            TimeProvider.System.GetUtcNow(),
            measured.People,
            measured.Photos,
            measured.Genuines.Count,
            measured.Impostors.Count,
            table.ToPoints());
    }

    private static void Warn(Calibration calibration, Calibration? before)
    {
        // FMR is counted down to 30 / N; a gallery of one identity needs FMR = FPIR.
        if (DecisionPolicy.DefaultFpir * calibration.ImpostorComparisons < ThresholdTable.MinErrors)
        {
            ErrorLine.Write(
                $"note: {calibration.ImpostorComparisons} impostor comparisons cannot support an FPIR of 0.3 % even for a gallery of one; "
                + "every threshold will be extrapolated");
        }

        if (before is not null && before.ImpostorComparisons > calibration.ImpostorComparisons)
        {
            ErrorLine.Write(
                $"note: this replaces a calibration on {before.Source} with more comparisons "
                + $"({before.ImpostorComparisons}, now {calibration.ImpostorComparisons})");
        }
    }
}
