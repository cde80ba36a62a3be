using System.CommandLine;
using System.Diagnostics;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Evaluation;
using FaceGrid.Client.Photos;
using FaceGrid.Grains;
using FaceGrid.Grains.Identities;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using TorchSharp;
using static FaceGrid.Client.Cli.Output;

namespace FaceGrid.Client.Commands;

/// <summary><c>eval pairs</c>, <c>eval identify</c> and <c>eval liveness</c>.</summary>
internal static class EvalCommand
{
    private const int Batch = 64;

    public static Command Create()
    {
        var command = new Command("eval", "Measure an encoder on labelled photos");
        command.Subcommands.Add(Pairs());
        command.Subcommands.Add(Identify());
        command.Subcommands.Add(EvalLivenessCommand.Create());
        return command;
    }

    private static Command Pairs()
    {
        var images = Images("Folder of NAME/NAME_0001.jpg");
        var pairs = new Option<string>("--pairs") { Description = "LFW's pairs.txt, or a file of the same form", HelpName = "FILE", Required = true };
        var aligned = SharedOptions.Aligned();
        return new Command("pairs", "1:1 accuracy by the LFW View-2 protocol: 10 folds, the threshold chosen on the other nine")
            .With([images, pairs, aligned], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var started = Stopwatch.GetTimestamp();
            var folder = context.Result.GetValue(images)!;
            var protocol = PairsFile.Parse(context.Result.GetValue(pairs)!);
            if (!Directory.Exists(folder))
            {
                throw new BadInputException(folder, "no such folder");
            }

            var photos = protocol.Photos();
            if (photos.FirstOrDefault(p => !File.Exists(Path.Combine(folder, p))) is { } missing)
            {
                throw new BadInputException(Path.Combine(folder, missing), $"is named in {protocol.Path} but is not there");
            }

            var encodings = await Encode(context, folder, photos, context.Result.GetValue(aligned), cancellationToken);
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

    private static Task<Dictionary<string, float[]>> Encode(
        CommandContext context, string folder, IReadOnlyList<string> photos, bool aligned, CancellationToken cancellationToken)
    {
        torch.set_num_threads(context.Threads > 0 ? context.Threads : Environment.ProcessorCount);
        var reader = new PhotoReader(aligned);
        return context.Output.WithProgress($"encoding {photos.Count} photos", photos.Count, progress => Task.Run(
            () =>
            {
                using var encoder = FaceEncoder.Load(context.Catalog.Find(context.Model).Encoder.Path, context.Device);
                var encodings = new Dictionary<string, float[]>(photos.Count, StringComparer.Ordinal);
                foreach (var chunk in photos.Chunk(Batch))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var crops = chunk.AsParallel().AsOrdered()
                        .Select(p => new RgbImage(FaceTemplate.Size, FaceTemplate.Size, reader.Read(Path.Combine(folder, p)).Rgb))
                        .ToList();
                    foreach (var (photo, encoding) in chunk.Zip(encoder.Encode(crops)))
                    {
                        encodings.Add(photo, encoding);
                    }

                    progress(encodings.Count);
                }

                return encodings;
            },
            cancellationToken));
    }
}
