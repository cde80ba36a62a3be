using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Jobs;
using FaceGrid.Cli.Results;
using FaceGrid.Cli.Training;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
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
        var options = new TrainEncoderOptions();
        return new Command("encoder", "Train an encoder from a folder of people").With(options.Symbols, (context, cancellationToken) =>
        {
            var arguments = options.Read(context.Result);
            return arguments.Detach
                ? Submit(context, arguments, options.Submission, cancellationToken)
                : Run(context, arguments, options.Photos, cancellationToken);
        });
    }

    private static Task<int> Submit(
        CommandContext context, TrainEncoderArguments arguments, TrainingSubmission submission, CancellationToken cancellationToken)
    {
        if (context.Device == "cpu" && context.Cluster is null)
        {
            // The worker checks again, including the photos; a cluster's silos are other machines.
            RunMemory.Demand(arguments.Run, photoBytes: 0, arguments.MemoryBytes);
        }

        if (arguments.Checkpoint is not null || arguments.Metrics is not null || arguments.Curves is not null)
        {
            throw new BadInputException(
                "--detach",
                "cannot be combined with --checkpoint, --metrics or --curves: jobs write checkpoints, metrics and curves themselves");
        }

        return submission.Run(
            context,
            arguments.Run,
            arguments.Folder ?? throw new BadInputException("--detach", "requires --data: a folder that the worker can read"),
            arguments.Output,
            arguments.Teacher is { } teacher ? context.Catalog.Find(teacher).Encoder.Path : null,
            arguments.From,
            arguments.CheckpointSteps,
            arguments.CheckpointSeconds,
            cancellationToken);
    }

    private static async Task<int> Run(
        CommandContext context, TrainEncoderArguments arguments, EncoderPhotos photos, CancellationToken cancellationToken)
    {
        var file = arguments.Output ?? throw new BadInputException("--out", "is required unless --detach is given");
        OutputFile.RequireFolder(null, file);
        if (arguments.Curves is { } curves)
        {
            OutputFile.Check("--curves", curves, ".png");
        }

        var checkpoints = arguments.Checkpoint is { } kept ? new CheckpointFolder(kept) : null;
        var resumed = checkpoints?.Newest(e => Console.Error.WriteLine($"{e.Message}; using the previous checkpoint"));
        var threads = RunThreads.Of(
            context, resumed is { } whole ? (whole.Path, EncoderRun.Describe(whole.Bytes, whole.Path).Threads) : null);
        LibTorch.SetThreads(threads);
        var opened = await photos.Open(context, cancellationToken);
        if (context.Device == "cpu")
        {
            RunMemory.Demand(arguments.Run, RunMemory.BytesOf(opened.Photos), arguments.MemoryBytes);
        }

        var inputs = await TeacherStage.Inputs(context, arguments, opened, threads, cancellationToken);
        var training = new EncoderTraining(
            context,
            arguments.Run,
            inputs,
            checkpoints,
            resumed,
            threads,
            arguments.CheckpointSteps,
            arguments.CheckpointSeconds,
            arguments.Metrics);
        EncoderRun? trained;
        try
        {
            trained = await context.Output.WithProgress($"training {arguments.Run.Backbone}", arguments.Run.Steps, progress =>
                Task.Run(() => training.Run(progress, cancellationToken), CancellationToken.None));
        }
        catch (TrainingDivergedException e)
        {
            ErrorLine.Write(checkpoints is null ? e.Message : $"{e.Message}; the last good checkpoint is in {arguments.Checkpoint}");
            return ExitCodes.Failure;
        }

        if (trained is null)
        {
            return ExitCodes.Interrupted;
        }

        using var finished = trained;
        if (arguments.Curves is { } picture)
        {
            DrawCurves(picture, arguments.Run, finished);
        }

        await Save(context, file, finished, opened.Description);
        return ExitCodes.Success;
    }

    private static async Task Save(CommandContext context, string file, EncoderRun run, string data)
    {
        var saved = await Task.Run(() => run.SaveEncoder(file, Path.GetFileNameWithoutExtension(file), data), CancellationToken.None);
        var calibration = run.HeldOut is { } people
            ? await Task.Run(() => HeldOutCalibration.Write(file, people, context.Device), CancellationToken.None)
            : null;
        context.Output.Result(
            new EncoderTrainedResult(
                saved.Path, saved.Parameters, saved.Bytes, run.StepsDone, run.BestStep, saved.HeldOut, saved.OpenSet, calibration, data),
            s => $"{s.Path}: {s.Parameters} parameters of step {(s.BestStep > 0 ? s.BestStep : s.Steps)} of {s.Steps}"
                + (s.HeldOut is { } h ? $"; held-out people: verification {Percent(h.Accuracy)} at {Number(h.Threshold, 3)}" : "")
                + (s.Calibration is null ? "" : $"; calibrated: {s.Calibration}"));
    }

    private static void DrawCurves(string file, EncoderRunOptions options, EncoderRun run)
    {
        Write(file, RunCurves.Draw(options, run.Steps));
        if (run.Mining is not { } mining)
        {
            return;
        }

        var loss = options.Losses.First(l => l.Kind is TrainingLossKind.TripletL2 or TrainingLossKind.TripletGap).Kind;
        Write(
            Path.ChangeExtension(file, ".mining.png"),
            MiningDrawing.Render(mining, $"{options.Mining} mining", options.MarginOf(loss)));

        static void Write(string file, RgbImage picture) => AtomicFile.Write(file, stream => stream.Write(ImageCodec.EncodePng(picture)));
    }
}
