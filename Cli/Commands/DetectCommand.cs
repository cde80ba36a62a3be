using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Tensors;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>detect PHOTO...</c>: face boxes and landmarks.</summary>
internal static class DetectCommand
{
    // Decoded photos are large: at most this many are in memory at once.
    private const int MostAtOnce = 8;

    public static Command Create()
    {
        var photos = new Argument<string[]>("PHOTO") { Description = "Photos, or folders of photos", Arity = ArgumentArity.OneOrMore };
        var draw = new Option<string?>("--draw")
        {
            Description = "Write a PNG with boxes, landmarks and scores; for several photos, a contact sheet",
            HelpName = "OUT.png",
        };
        var detector = new Option<string?>("--detector")
        {
            Description = $"{string.Join(" or ", FaceLocators.Detectors)} (default: the first one with installed weights)",
            HelpName = "NAME",
        };
        var minScore = new Option<double?>("--min-score")
        {
            Description = "Least score of a face (default: the detector's)",
            HelpName = "S",
        };
        minScore.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value is > 0 and < 1))
            {
                result.AddError("--min-score: must be above 0 and below 1");
            }
        });
        return new Command("detect", "Detect faces in photos").With([photos, draw, detector, minScore], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var files = PhotoFiles.Expand(context.Result.GetValue(photos)!);
            var target = context.Result.GetValue(draw);
            if (target is not null)
            {
                CheckTarget(target, files.Count);
            }

            LibTorch.SetThreads(files.Count > 1 ? 1 : Threads(context));
            using var locator = FaceLocators.Create(
                context.Catalog.Weights, context.Result.GetValue(detector), context.Result.GetValue(minScore), context.Device)
                ?? throw new BadInputException("detect", FaceLocators.HowToGetWeights);
            return await Detect(context, locator, files, target, cancellationToken);
        }
    }

    private static void CheckTarget(string target, int photos)
    {
        if (!target.EndsWith(".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException($"--draw {target}", "must end in .png");
        }

        OutputFile.RequireFolder("--draw", target);
        if (photos > DetectionSheet.MaxPhotos)
        {
            throw new BadInputException(
                $"--draw {target}", $"a sheet shows at most {DetectionSheet.MaxPhotos} photos, {photos} were given");
        }
    }

    private static async Task<int> Detect(
        CommandContext context, DetectingLocator locator, List<string> files, string? target, CancellationToken cancellationToken)
    {
        var drawn = new List<(string, RgbImage)>();
        var unreadable = 0;
        await context.Output.WithProgress($"detecting faces in {files.Count} photos", files.Count, async progress =>
        {
            var done = 0;
            var atOnce = AtOnce(context, files.Count);
            await foreach (var (file, found, error) in Pipeline.Run(files, atOnce, LocateOffThread, cancellationToken))
            {
                progress(++done);
                if (found is not null)
                {
                    Report(context, file, found, locator.Name);
                    if (found.Drawn is not null)
                    {
                        drawn.Add(($"{Path.GetFileName(file)}: {Count(found.Faces.Count)}", found.Drawn));
                    }
                }
                else if (files.Count == 1 || ErrorLine.ExitCodeOf(error!) != ExitCodes.BadInput)
                {
                    throw error!;
                }
                else
                {
                    unreadable++;
                    ErrorLine.Write(error!.Message);
                }
            }

            return done;
        });
        if (target is not null && drawn.Count > 0)
        {
            var sheet = files.Count == 1 ? drawn[0].Item2 : DetectionSheet.Arrange(drawn);
            AtomicFile.Write(target, stream => stream.Write(ImageCodec.EncodePng(sheet)));
            context.Output.Note($"drawing: {target}");
        }

        return unreadable == 0 ? ExitCodes.Success : ExitCodes.BadInput;

        Task<PhotoFaces> LocateOffThread(string file) => Task.Run(() => Locate(file), cancellationToken);

        PhotoFaces Locate(string file)
        {
            var photo = ImageCodec.Load(file);
            var faces = locator.Locate(photo, out var time);
            var picture = target is null ? null
                : files.Count == 1 ? DetectionSheet.Draw(photo, faces)
                : DetectionSheet.DrawSmall(photo, faces);
            return new PhotoFaces(photo.Width, photo.Height, faces, time, picture);
        }
    }

    /// <summary>Photos are processed in parallel, one thread each: these networks are too small to gain from several threads.</summary>
    private static int AtOnce(CommandContext context, int photos) => Math.Min(photos, Math.Min(Threads(context), MostAtOnce));

    private static int Threads(CommandContext context) => context.Threads > 0 ? context.Threads : Environment.ProcessorCount;

    private static void Report(CommandContext context, string file, PhotoFaces found, string detector) => context.Output.Result(
        new DetectResult(
            file,
            found.WidthPx,
            found.HeightPx,
            detector,
            [.. found.Faces.Select(f => new DetectedFaceResult(
                Math.Round(f.Score, 4),
                new FaceBox(Tenth(f.Box.X), Tenth(f.Box.Y), Tenth(f.Box.Width), Tenth(f.Box.Height)),
                f.Landmarks?.Points.Select(p => new ImagePoint(Tenth(p.X), Tenth(p.Y))).ToList()))],
            Math.Round(found.Time.DetectMilliseconds, 2),
            Math.Round(found.Time.AlignMilliseconds, 2)),
        _ => string.Join(
            Environment.NewLine,
            found.Faces.Select(Line).Prepend(
                $"{Printable(file)}: {Count(found.Faces.Count)} ({found.WidthPx} x {found.HeightPx} pixels, {detector})")));

    private static string Line(LocatedFace face) =>
        $"  score {Number(face.Score, 3)}, box {Number(face.Box.X, 0)},{Number(face.Box.Y, 0)} "
        + $"{Number(face.Box.Width, 0)} x {Number(face.Box.Height, 0)}"
        + (face.Landmarks is { } landmarks ? Landmarks(landmarks) : "");

    private static string Landmarks(FaceLandmarks l) =>
        $", eyes {Point(l.LeftEye)} {Point(l.RightEye)}, nose {Point(l.NoseTip)}, mouth {Point(l.LeftMouth)} {Point(l.RightMouth)}";

    private static string Point(ImagePoint point) => $"{Number(point.X, 0)},{Number(point.Y, 0)}";

    private static string Count(int faces) => faces switch
    {
        0 => "no face",
        1 => "1 face",
        _ => $"{faces} faces",
    };

    private static double Tenth(double pixels) => Math.Round(pixels, 1);
}
