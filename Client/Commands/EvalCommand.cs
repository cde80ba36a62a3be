using System.CommandLine;
using System.Diagnostics;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Evaluation;
using FaceGrid.Client.Photos;
using FaceGrid.Grains;
using FaceGrid.Grains.Identities;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;
using static FaceGrid.Client.Cli.Output;

namespace FaceGrid.Client.Commands;

/// <summary><c>eval pairs</c> and <c>eval identify</c>.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var command = new Command("eval", "Measure an encoder on labelled photos");
        command.Subcommands.Add(Pairs());
        command.Subcommands.Add(Identify());
        return command;
    }

    private static Command Pairs()
    {
        var images = Images("Folder of NAME/NAME_0001.jpg");
        var pairs = new Option<string>("--pairs") { Description = "LFW's pairs.txt, or a file of the same form", HelpName = "FILE", Required = true };
        var aligned = SharedOptions.Aligned();
        var head = HeadTable.Option();
        return new Command("pairs", "1:1 accuracy by the LFW View-2 protocol: 10 folds, the threshold chosen on the other nine")
            .With([images, pairs, aligned, head], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var started = Stopwatch.GetTimestamp();
            var protocol = PairsFile.Parse(context.Result.GetValue(pairs)!);
            var encodings = await PairEncodings.Encode(context, context.Result.GetValue(images)!, protocol, context.Result.GetValue(aligned), cancellationToken);
            if (context.Result.GetValue(head) is { } kinds)
            {
                await HeadTable.Write(context, protocol, encodings, kinds, cancellationToken);
                return ExitCodes.Success;
            }

            var result = ViewTwo.Evaluate(protocol, encodings);
            context.Output.Result(
                new { result.Accuracy, result.Std, result.Threshold, result.Pairs, Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds },
                r => $"accuracy {Percent(r.Accuracy, 2)} ± {Percent(r.Std, 2)} over {protocol.Folds} folds, threshold {Number(r.Threshold, 3)}, {r.Pairs} pairs, {Number(r.Seconds, 1)} s");
            return ExitCodes.Success;
        }
    }

    private static Command Identify()
    {
        var images = Images("Folder with one folder of photos for each person");
        var strangers = SharedOptions.Count("--strangers", "People with a single photo who are not enrolled but ask to come in", 500, 0, 1_000_000);
        var aligned = SharedOptions.Aligned();
        var threshold = SharedOptions.Threshold();
        return new Command(
            "identify",
            "Open-set 1:K through the grid: everybody with two photos or more is enrolled with the first and asks with the second; strangers must be turned away")
            .With([images, strangers, aligned, threshold], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var people = PhotoFiles.People(context.Result.GetValue(images)!);
            var reader = new PhotoReader(context.Result.GetValue(aligned));
            var known = people.Where(p => p.Photos.Count >= 2).ToList();
            if (known.Count == 0)
            {
                throw new BadInputException(context.Result.GetValue(images)!, "nobody in it has two photos");
            }

            var unknown = people.Where(p => p.Photos.Count == 1).Take(context.Result.GetValue(strangers)).ToList();
            var plan = new OpenSetPlan(
                known.ConvertAll(p => (p.Person, (Func<AlignedFace>)(() => reader.Read(p.Photos[0])))),
                known.ConvertAll(p => (p.Person, (Func<AlignedFace>)(() => reader.Read(p.Photos[1])))),
                unknown.ConvertAll(p => (Func<AlignedFace>)(() => reader.Read(p.Photos[0]))));
            using var folder = new TemporaryFolder();
            await using var grid = await context.OpenGrid(folder.Path, cancellationToken, mayCreate: true);
            var (report, _) = await OpenSetRun.Run(grid, GridKeys.DefaultGallery, plan, context.Result.GetValue(threshold), context.Output, cancellationToken);
            context.Output.Result(
                report,
                r => $"{r.Enrolled} people enrolled with one photo, {r.MatedProbes} probes of them, {r.NonMatedProbes} strangers: "
                    + $"rank-1 {Percent(r.RankOne, 2)}, FNIR {Percent(r.Fnir, 2)}, FPIR {Percent(r.Fpir, 2)} at threshold {Number(r.Threshold, 3)}; "
                    + $"encode {Number(r.EncodeMs, 1)} ms, search {Number(r.SearchMs, 2)} ms (medians), {Number(r.Seconds, 1)} s");
            return ExitCodes.Success;
        }
    }

    private static Option<string> Images(string description) => new("--images") { Description = description, HelpName = "DIR", Required = true };
}
