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

/// <summary><c>calibrate</c>: measures genuine and impostor distances of a model version, from which galleries derive τ.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var images = SharedOptions.Images("Folder with one folder of photos per person; all photos are compared with each other");
        var pairs = new Option<string?>("--pairs") { Description = "Compare only the pairs in this file (LFW's format)", HelpName = "FILE" };
        var same = new Option<string?>("--same") { Description = "Lines 'NAME NAME': two names of one person, which are not compared", HelpName = "FILE" };
        var without = new Option<string[]>("--without") { Description = "Exclude the people who have a folder in DIR: those of a later evaluation", HelpName = "DIR" };
        var name = new Option<string?>("--name") { Description = "Name of the data set, shown in answers (default: name of the folder)", HelpName = "TEXT" };
        var output = new Option<string?>("--out") { Description = "Also write the table as JSON; NAME.calibration.json beside NAME.safetensors is used with those weights", HelpName = "FILE" };
        var report = SharedOptions.Report("a report: distances, error rates, and the nearest pairs of different people");
        var faces = new FaceOptions();
        return new Command("calibrate", "Measure genuine and impostor distances and store the table FMR → τ for this model version")
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
                throw new BadInputException("--pairs", "already selects the photos to compare; omit --same and --without");
            }

            // Opened before hours of measuring: another process may hold the store.
            await using var faceClient = await context.OpenClient(cancellationToken, mayCreate: true);
            var before = await faceClient.GetCalibration(faceClient.ModelVersion);
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
                faceClient.ModelVersion,
                context.Result.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
                DateTimeOffset.UtcNow,
                measured.People,
                measured.Photos,
                measured.Genuines.Count,
                measured.Impostors.Count,
                table.ToPoints());
            // FMR is counted down to 30 / N; a gallery of one identity needs FMR = FPIR.
            if (DecisionPolicy.DefaultFpir * calibration.ImpostorComparisons < ThresholdTable.LeastErrors)
            {
                ErrorLine.Write($"note: {calibration.ImpostorComparisons} impostor comparisons cannot support an FPIR of 0.3 % even for a gallery of one; every threshold will be extrapolated");
            }

            if (before is not null && before.ImpostorComparisons > calibration.ImpostorComparisons)
            {
                ErrorLine.Write($"note: this replaces a calibration on {before.Source} with more comparisons ({before.ImpostorComparisons}, now {calibration.ImpostorComparisons})");
            }

            if (context.Result.GetValue(output) is { } target)
            {
                CalibrationFile.Write(target, calibration);
            }

            if (page is not null)
            {
                CalibrationReport.Page(calibration, measured).Write(page);
            }

            // Stored last: if a file cannot be written, decisions stay unchanged.
            await faceClient.SetCalibration(calibration);
            context.Output.Result(
                new { Calibration = calibration, measured.Faceless, measured.Nearest },
                _ => string.Join('\n', CalibrationReport.Lines(calibration, measured)));
            return ExitCodes.Success;
        }
    }
}
