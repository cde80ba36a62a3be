using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Cli.Training;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Mining;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Tensors;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>train encoder</c>: trains an encoder on photos of people.</summary>
internal static class TrainEncoderCommand
{
    public static Command Create()
    {
        var options = new EncoderOptions();
        var source = new EncoderPhotos();
        var output = new Option<string>("--out") { Description = "Weight file to write", HelpName = "FILE" };
        var teacher = new Option<string?>("--teacher") { Description = "Teacher for distillation: name or file of an encoder", HelpName = "NAME|FILE" };
        var from = new Option<string?>("--from") { Description = "Weight file to start from (default: random weights)", HelpName = "FILE" };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "Checkpoint directory. Resumes from an existing checkpoint; results are bit-identical", HelpName = "DIR" };
        var everySteps = SharedOptions.Count("--checkpoint-every", "Steps between two checkpoints (0: by time only)", 0, 0, EncoderRunRules.MostSteps);
        var everySeconds = SharedOptions.Count("--checkpoint-seconds", "Seconds between two checkpoints (0: by steps only)", 60, 0, 86_400);
        var metrics = new Option<string?>("--metrics") { Description = "Write metrics of every step as CSV", HelpName = "FILE.csv" };
        var curves = new Option<string?>("--curves") { Description = "Write the training curves as a picture, and FILE.mining.png if triplets are mined", HelpName = "FILE.png" };
        var memory = new Option<double?>("--memory") { Description = "Memory limit in GiB (default: available memory)", HelpName = "GIB" };
        memory.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<double?>() is { } value && !(value is > 0 and < 1e6))
            {
                option.AddError("--memory: must be above 0 GiB");
            }
        });
        var submission = new TrainingSubmission();
        return new Command("encoder", "Train an encoder from a folder of people").With(
            [.. source.Symbols, output, teacher, from, .. options.Symbols, checkpoint, everySteps, everySeconds, metrics, curves, memory, .. submission.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var result = context.Result;
            var teacherName = result.GetValue(teacher);
            var run = options.Read(result, teacherName is not null);
            var budget = result.GetValue(memory) is { } gibibytes ? (long)(gibibytes * (1L << 30)) : AvailableMemory.Bytes();
            if (submission.IsAsked(result))
            {
                if (context.Device == "cpu" && context.Cluster is null)
                {
                    // The worker checks again, including the photos; a cluster's silos are other machines.
                    RunMemory.Demand(run, photoBytes: 0, budget);
                }

                if (result.GetValue(checkpoint) is not null || result.GetValue(metrics) is not null || result.GetValue(curves) is not null)
                {
                    throw new BadInputException("--detach", "cannot be combined with --checkpoint, --metrics or --curves: jobs write checkpoints, metrics and curves themselves");
                }

                return await submission.Run(
                    context,
                    run,
                    source.Folder(result) ?? throw new BadInputException("--detach", "requires --data: a folder that the worker can read"),
                    result.GetValue(output),
                    teacherName is null ? null : context.Catalog.Find(teacherName).Encoder.Path,
                    result.GetValue(from),
                    result.GetValue(everySteps),
                    result.GetValue(everySeconds),
                    cancellationToken);
            }

            var file = result.GetValue(output) ?? throw new BadInputException("--out", "is required unless --detach is given");
            OutputFile.RequireFolder(null, file);
            if (result.GetValue(curves) is { } png)
            {
                OutputFile.Check("--curves", png, ".png");
            }

            var checkpoints = result.GetValue(checkpoint) is { } kept ? new CheckpointFolder(kept) : null;
            var resumed = checkpoints?.Newest(e => Console.Error.WriteLine($"{e.Message}; using the previous checkpoint"));
            var threads = RunThreads.Of(
                context, resumed is { } whole ? (whole.Path, EncoderRun.Describe(whole.Bytes, whole.Path).Threads) : null);
            LibTorch.SetThreads(threads);
            var opened = await source.Open(context, cancellationToken);
            var (photos, hash) = (opened.Photos, opened.Hash);
            if (context.Device == "cpu")
            {
                RunMemory.Demand(run, RunMemory.BytesOf(photos), budget);
            }

            var (taughtPhotos, taughtHash) = (EncoderRunInputs.TaughtPhotosOf(run, photos), EncoderRunInputs.TaughtHashOf(run, hash));
            photos = EncoderRunInputs.PhotosOf(run, photos);
            hash = EncoderRunInputs.HashOf(run, hash);
            TeacherEncodings? encodings = null;
            var teacherFile = teacherName is null ? null : context.Catalog.Find(teacherName).Encoder.Path;
            if (teacherFile is not null)
            {
                using var encoder = FaceEncoder.Load(teacherFile, context.Device);
                var total = Enumerable.Range(0, taughtPhotos.People).Sum(taughtPhotos.PhotosOf);
                encodings = await context.Output.WithProgress("encoding with the teacher", total, progress => Task.Run(
                    () =>
                    {
                        using var number = ComputeThreads.Use(threads);
                        return TeacherCache.Get(
                            result.GetValue(checkpoint), taughtPhotos, taughtHash, encoder, progress, cancellationToken);
                    },
                    cancellationToken));
            }

            var training = new EncoderTraining(
                context,
                run,
                new EncoderRunInputs(photos, hash, encodings, result.GetValue(from), teacherFile),
                checkpoints,
                resumed,
                threads,
                result.GetValue(everySteps),
                result.GetValue(everySeconds),
                result.GetValue(metrics));
            EncoderRun? trained;
            try
            {
                trained = await context.Output.WithProgress(
                    $"training {run.Backbone}", run.Steps, progress => Task.Run(() => training.Run(progress, cancellationToken), CancellationToken.None));
            }
            catch (TrainingDivergedException e)
            {
                ErrorLine.Write(checkpoints is null ? e.Message : $"{e.Message}; the last good checkpoint is in {result.GetValue(checkpoint)}");
                return ExitCodes.Failure;
            }

            using var finished = trained;
            if (result.GetValue(curves) is { } picture && finished is not null)
            {
                Draw(picture, RunCurves.Draw(run, finished.Steps));
                if (finished.Mining is { } mining)
                {
                    Draw(Path.ChangeExtension(picture, ".mining.png"), MiningDrawing.Render(mining, $"{run.Mining} mining", run.MarginOf(run.Losses.First(l => l.Kind is TrainingLossKind.TripletL2 or TrainingLossKind.TripletGap).Kind)));
                }
            }

            if (finished is null)
            {
                return ExitCodes.Interrupted;
            }

            var saved = await Task.Run(() => finished.SaveEncoder(file, Path.GetFileNameWithoutExtension(file), opened.Description), CancellationToken.None);
            var calibration = finished.HeldOut is { } people ? await Task.Run(() => HeldOutCalibration.Write(file, people, context.Device), CancellationToken.None) : null;
            context.Output.Result(
                new { saved.Path, saved.Parameters, saved.Bytes, Steps = finished.StepsDone, finished.BestStep, saved.HeldOut, saved.OpenSet, Calibration = calibration, Data = opened.Description },
                s => $"{s.Path}: {s.Parameters} parameters of step {(s.BestStep > 0 ? s.BestStep : s.Steps)} of {s.Steps}"
                    + (s.HeldOut is { } h ? $"; held-out people: verification {Percent(h.Accuracy)} at {Number(h.Threshold, 3)}" : "")
                    + (s.Calibration is null ? "" : $"; calibrated: {s.Calibration}"));
            return ExitCodes.Success;
        }

        static void Draw(string file, RgbImage picture) => AtomicFile.Write(file, stream => stream.Write(ImageCodec.EncodePng(picture)));
    }
}
