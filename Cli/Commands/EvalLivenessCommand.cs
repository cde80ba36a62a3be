using System.CommandLine;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tensors;

namespace FaceGrid.Cli.Commands;

/// <summary><c>eval liveness</c>: presentation attack detection in single photos, reported by ISO/IEC 30107-3.</summary>
internal static class EvalLivenessCommand
{
    public static Command Create()
    {
        var live = new Option<string>("--live") { Description = "Folder of bona fide photos", HelpName = "DIR", Required = true };
        var spoof = new Option<string>("--spoof")
        {
            Description = "Folder of attacks: one subfolder per kind of attack, or the photos of one kind",
            HelpName = "DIR",
            Required = true,
        };
        var report = new Option<string?>("--report")
        {
            Description = "Write a report: DET curve, histograms and the worst errors",
            HelpName = "OUT.html|OUT.png",
        };
        var crops = new Option<bool>("--crops") { Description = "The photos are face crops: the whole picture is the face box" };
        var noPhotos = new Option<bool>("--no-photos") { Description = "Omit the photos of the worst errors from the report" };
        return new Command("liveness", "Passive liveness on labelled photos: APCER per kind of attack, BPCER, non-response rates")
            .With([live, spoof, report, crops, noPhotos], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var started = Stopwatch.GetTimestamp();
            var file = context.Result.GetValue(report);
            if (file is not null)
            {
                LivenessReportFile.Check(file);
            }

            var photos = PhotoFiles.Below(context.Result.GetValue(live)!).Select(p => (Path: p, Kind: (string?)null))
                .Concat(AttackFolders.Kinds(context.Result.GetValue(spoof)!)
                    .SelectMany(k => k.Photos.Select(p => (Path: p, Kind: (string?)k.Kind))))
                .ToList();
            using var detector = LivenessDetectors.Create(context.Catalog.Weights, context.Device)
                ?? throw new BadInputException(
                    "passive liveness",
                    $"its weights are missing: {string.Join(".safetensors and ", LivenessDetectors.WeightNames)}.safetensors in a folder "
                        + "of --models");
            using var finder = FaceFinder.Create(context, context.Result.GetValue(crops));
            var judged = await Judge(context, detector, finder, photos, cancellationToken);
            if (judged.All(p => p.Kind is not null || p.Live is null) || judged.All(p => p.Kind is null || p.Live is null))
            {
                throw new BadInputException(
                    context.Result.GetValue(judged.All(p => p.Kind is not null || p.Live is null) ? live : spoof)!,
                    "no face was found in any of its photos");
            }

            var result = LivenessReport.Of(finder.Name, judged, Stopwatch.GetElapsedTime(started).TotalSeconds);
            if (file is not null)
            {
                var test = LivenessReport.Test(judged, p => p.Live!.Value);
                List<RgbImage> pictures = [LivenessPictures.Det(test), LivenessPictures.Histogram(test)];
                if (!context.Result.GetValue(noPhotos))
                {
                    pictures.Add(LivenessPictures.Worst(judged, LivenessScore.DefaultThreshold));
                }

                LivenessReportFile.Write(file, result, pictures);
            }

            context.Output.Result(result, LivenessText.Of);
            return ExitCodes.Success;
        }
    }

    private static Task<List<JudgedPhoto>> Judge(
        CommandContext context,
        LivenessDetector detector,
        FaceFinder finder,
        List<(string Path, string? Kind)> photos,
        CancellationToken cancellationToken)
    {
        return context.Output.WithProgress($"scoring {photos.Count} photos", photos.Count, progress => Task.Run(
            () =>
            {
                var done = 0;
                try
                {
                    return photos.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                        .WithDegreeOfParallelism(context.Threads > 0 ? Math.Min(context.Threads, 512) : Environment.ProcessorCount)
                        .Select(p =>
                        {
                            // Photos are processed in parallel, each network on one thread: 80 x 80 pixels are too few to share.
                            // OpenMP keeps the number of threads per calling thread.
                            LibTorch.SetThreads(1);
                            var photo = ImageCodec.Load(p.Path);
                            var face = finder.Find(photo, p.Path);
                            var score = face is { } box ? detector.Score(photo, box) : null;
                            progress(Interlocked.Increment(ref done));
                            return new JudgedPhoto(p.Path, p.Kind, face, score?.Live, score?.LiveIsLargest ?? false);
                        })
                        .ToList();
                }
                catch (AggregateException e) when (e.InnerExceptions.OfType<BadInputException>().FirstOrDefault() is { } bad)
                {
                    ExceptionDispatchInfo.Throw(bad);
                    throw;
                }
            },
            cancellationToken));
    }
}
