using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Results;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Silo.Models;
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
        var measured = await CalibrationRun.Of(context, reader, arguments, cancellationToken);
        var calibration = CalibrationSummary.Of(faceClient.ModelVersion, measured);
        var all = CalibrationSummary.Together([.. measured.Select(m => m.Measured)]);
        Warn(calibration, before);
        if (arguments.Output is { } target)
        {
            CalibrationFile.Write(target, calibration);
        }

        if (arguments.Report is { } report)
        {
            CalibrationReport.Page(calibration, all).Write(report);
        }

        // Stored last: if a file cannot be written, decisions stay unchanged.
        await faceClient.SetCalibration(calibration);
        context.Output.Result(
            new CalibrateResult(calibration, all.Faceless, all.Nearest),
            _ => string.Join('\n', CalibrationReport.Lines(calibration, all)));
        return ExitCodes.Success;
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
