using System.Diagnostics;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Runs;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Training;

/// <summary>Executes a training run to its end or until Ctrl-C, with checkpoints.</summary>
/// <param name="Context">The invocation.</param>
/// <param name="Options">Options of the run.</param>
/// <param name="Inputs">Photos, teacher encodings and initial weights.</param>
/// <param name="Folder">Checkpoint directory; null: none.</param>
/// <param name="Resumed">Checkpoint to resume from; null: a new run.</param>
/// <param name="Threads">CPU threads.</param>
/// <param name="CheckpointSteps">Steps between two checkpoints; 0: by time only.</param>
/// <param name="CheckpointSeconds">Seconds between two checkpoints; 0: by steps only.</param>
/// <param name="Metrics">CSV file of metrics; null: none.</param>
internal sealed record EncoderTraining(
    CommandContext Context,
    EncoderRunOptions Options,
    EncoderRunInputs Inputs,
    CheckpointFolder? Folder,
    (string Path, byte[] Bytes)? Resumed,
    int Threads,
    int CheckpointSteps,
    int CheckpointSeconds,
    string? Metrics)
{
    /// <returns>The finished run; null: interrupted.</returns>
    /// <exception cref="BadInputException">A checkpoint does not fit, or cannot be written.</exception>
    public EncoderRun? Run(Action<int> progress, CancellationToken cancellation)
    {
        var run = Begin();
        try
        {
            using var metrics = Metrics is null ? null : new RunMetricsFile(Metrics, run.Steps);
            var since = Stopwatch.StartNew();
            var saved = run.StepsDone;
            while (!run.IsFinished)
            {
                if (cancellation.IsCancellationRequested)
                {
                    Save(run);
                    Console.Error.WriteLine(Folder is null
                        ? $"interrupted after {run.StepsDone} of {run.StepsTotal} steps; nothing is kept without --checkpoint"
                        : $"interrupted at a checkpoint after {run.StepsDone} of {run.StepsTotal} steps; repeat the command to resume");
                    run.Dispose();
                    return null;
                }

                var now = run.Advance();
                progress(now.Step);
                var step = run.Steps[^1];
                metrics?.Write(step, now.Seconds, now.ImagesPerSecond);
                if (!double.IsNaN(step.Accuracy))
                {
                    Context.Output.Note(
                        $"step {step.Step}: loss {Number(step.Loss, 4)}, held-out verification {Percent(step.Accuracy)}"
                        + (double.IsNaN(step.Agreement) ? "" : $", cosine to the teacher {Number(step.Agreement, 4)}")
                        + $", {Number(now.ImagesPerSecond, 1)} photos/s");
                }

                if ((CheckpointSteps > 0 && run.StepsDone - saved >= CheckpointSteps)
                    || (CheckpointSeconds > 0 && since.Elapsed.TotalSeconds >= CheckpointSeconds))
                {
                    Save(run);
                    saved = run.StepsDone;
                    since.Restart();
                }
            }

            if (saved != run.StepsDone)
            {
                Save(run);
            }

            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private EncoderRun Begin()
    {
        using var number = ComputeThreads.Use(Threads);
        if (Resumed is not { } found)
        {
            return EncoderRun.Start(Options, Inputs, Context.Device);
        }

        var run = EncoderRun.Resume(Options, found.Bytes, Inputs, Context.Device, found.Path);
        Console.Error.WriteLine($"resuming after {run.StepsDone} of {run.StepsTotal} steps");
        return run;
    }

    private void Save(EncoderRun run) => Folder?.Write(run.StepsDone, run.Checkpoint());
}
