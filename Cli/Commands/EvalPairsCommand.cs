using System.CommandLine;
using System.Diagnostics;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Photos;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Vision.Evaluation;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>eval pairs</c>: 1:1 accuracy by a protocol with cross-validation folds.</summary>
internal static class EvalPairsCommand
{
    public static Command Create()
    {
        var images = SharedOptions.Images("Folder of NAME/NAME_0001.jpg");
        var pairs = new Option<string>("--pairs")
        {
            Description = "LFW's pairs.txt, or a file in the same format",
            HelpName = "FILE",
            Required = true,
        };
        var head = HeadTable.Option();
        var report = SharedOptions.Report("a report: DET curve, distances and a contact sheet of the worst errors");
        var faces = new FaceOptions();
        return new Command("pairs", "1:1 accuracy by the LFW View-2 protocol: 10 folds, the threshold of each chosen on the other nine")
            .With([images, pairs, head, report, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var started = Stopwatch.GetTimestamp();
            var folder = context.Result.GetValue(images)!;
            var page = context.Result.GetValue(report);
            if (page is not null)
            {
                ReportPage.Check(page);
            }

            var protocol = PairsFile.Parse(context.Result.GetValue(pairs)!);
            using var reader = faces.Open(context);
            var encodings = await PairPhotos.Encode(
                context, reader, faces.Choice(context, FaceChoice.Largest), folder, protocol, cancellationToken);
            if (context.Result.GetValue(head) is { } kinds)
            {
                await HeadTable.Write(context, protocol, encodings, kinds, cancellationToken);
                return ExitCodes.Success;
            }

            var result = ViewTwo.Evaluate(protocol, encodings);
            if (page is not null)
            {
                PairsReport.Page(protocol, encodings, result, folder).Write(page);
            }

            context.Output.Result(
                new EvalPairsResult(
                    context.Catalog.Find(context.Model).Encoder.Version,
                    result.Accuracy,
                    result.Std,
                    result.Threshold,
                    result.Pairs,
                    reader.Located,
                    Stopwatch.GetElapsedTime(started).TotalSeconds),
                r => $"accuracy {Percent(r.Accuracy, 2)} ± {Percent(r.Std, 2)} over {protocol.Folds} folds, "
                    + $"threshold {Number(r.Threshold, 3)}, {r.Pairs} pairs, {Number(r.Seconds, 1)} s");
            return ExitCodes.Success;
        }
    }
}
