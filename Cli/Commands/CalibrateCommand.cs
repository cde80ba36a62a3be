using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Photos;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Silo.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Commands;

/// <summary><c>calibrate</c>: measures a model version's distances, so that galleries can derive τ.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var images = SharedOptions.Images("Folder with one folder of photos for each person; every photo is compared with every other");
        var pairs = new Option<string?>("--pairs") { Description = "Compare only the pairs of this file (LFW's form)", HelpName = "FILE" };
        var same = new Option<string?>("--same") { Description = "Lines 'NAME NAME': one person under two names, not to be compared", HelpName = "FILE" };
        var without = new Option<string[]>("--without") { Description = "Leave out everybody who has a folder in this one: the people of a later evaluation", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = "What to call the photos in answers (default: the folder)", HelpName = "TEXT" };
        var output = new Option<string?>("--out") { Description = "Write the table also as JSON; NAME.calibration.json beside NAME.safetensors goes with those weights", HelpName = "FILE" };
        var report = SharedOptions.Report("distances, error rates, and the nearest pairs of different people to look at");
        var faces = new FaceOptions();
        return new Command("calibrate", "Measure how far photos of one person and of different people lie apart, and keep the table FMR → τ for this model version")
            .With([images, pairs, same, without, name, output, report, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (folder, page) = (context.Result.GetValue(images)!, context.Result.GetValue(report));
            if (page is not null)
            {
                ReportPage.Check(page);
            }

            if (context.Result.GetValue(output) is { } json)
            {
                OutputFile.RequireFolder(null, json);
            }

            if (context.Result.GetValue(pairs) is not null && (context.Result.GetValue(same) is not null || context.Result.GetValue(without) is { Length: > 0 }))
            {
                throw new BadInputException("--pairs", "says itself which photos are compared; leave --same and --without out");
            }

            // Before hours of measuring: another process may have the store.
            await using var grid = await context.OpenGrid(cancellationToken, mayCreate: true);
            var before = await grid.GetCalibration(grid.ModelVersion);
            using var reader = faces.Open(context);
            context.Output.NoteIfAny(reader.Notice);
            var choice = faces.Choice(context, FaceChoice.Largest);
            var measured = context.Result.GetValue(pairs) is { } file
                ? await CalibrationRun.OfPairs(context, reader, choice, folder, PairsFile.Parse(file), cancellationToken)
                : await CalibrationRun.OfPeople(
                    context,
                    reader,
                    choice,
                    folder,
                    SamePeopleFile.Read(context.Result.GetValue(same)),
                    (context.Result.GetValue(without) ?? []).SelectMany(PhotoFiles.People).Select(p => p.Person).ToHashSet(StringComparer.Ordinal),
                    cancellationToken);
            ThresholdTable table;
            try
            {
                table = ThresholdTable.Measure(measured.Impostors, measured.Genuines);
            }
            catch (ArgumentException exception)
            {
                throw new BadInputException(folder, exception.Message.Split(" (Parameter")[0]);
            }

            var calibration = new Calibration(
                grid.ModelVersion,
                context.Result.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
                DateTimeOffset.UtcNow,
                measured.People,
                measured.Photos,
                measured.Genuines.Count,
                measured.Impostors.Count,
                table.ToPoints());
            // Counted rows end at FMR 30 / N; a gallery of one needs FMR = FPIR.
            if (DecisionPolicy.DefaultFpir * calibration.ImpostorComparisons < ThresholdTable.LeastErrors)
            {
                ErrorLine.Write($"note: {calibration.ImpostorComparisons} impostor comparisons cannot support an FPIR of 0.3 % even for a gallery of one; every threshold will be extrapolated");
            }

            if (before is not null && before.ImpostorComparisons > calibration.ImpostorComparisons)
            {
                ErrorLine.Write($"note: this takes the place of a calibration on {before.Source} with more comparisons ({before.ImpostorComparisons}, now {calibration.ImpostorComparisons})");
            }

            if (context.Result.GetValue(output) is { } target)
            {
                CalibrationFile.Write(target, calibration);
            }

            if (page is not null)
            {
                CalibrationReport.Page(calibration, measured).Write(page);
            }

            // Last: what cannot be written must not have changed any decision.
            await grid.SetCalibration(calibration);
            context.Output.Result(
                new { Calibration = calibration, measured.Faceless, measured.Nearest },
                _ => string.Join('\n', CalibrationReport.Lines(calibration, measured)));
            return ExitCodes.Success;
        }
    }
}
