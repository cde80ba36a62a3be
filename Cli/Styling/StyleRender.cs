using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Styling;

/// <summary>Renders one picture in this process.</summary>
/// <param name="settings">Settings of the render.</param>
/// <param name="files">Input images.</param>
/// <param name="network">Network of the losses.</param>
/// <param name="target">Output paths of picture, curves and provenance.</param>
/// <param name="checkpoint">
/// Checkpoint file, from which an existing run is resumed; null: a checkpoint is written only if the run is interrupted.
/// </param>
/// <param name="checkpointEvery">Steps between two checkpoints.</param>
/// <param name="saveEvery">Steps between two intermediate pictures; 0: none.</param>
/// <param name="threads">CPU threads.</param>
/// <param name="device">cpu, cuda or cuda:N.</param>
internal sealed class StyleRender(
    StyleSettings settings,
    StyleFiles files,
    VggNetwork network,
    StyleTarget target,
    string? checkpoint,
    int checkpointEvery,
    int saveEvery,
    int threads,
    string device)
{
    /// <returns>The result; null: interrupted.</returns>
    /// <exception cref="Vision.BadInputException">An input or output is unusable.</exception>
    /// <exception cref="StyleDivergedException">The loss diverged; the last good picture has been written.</exception>
    public StyleReceipt? Run(CancellationToken cancellationToken)
    {
        using var run = Begin();
        var progress = new StyleProgressLine(settings, files.Images.Content.Width, files.Images.Content.Height, run.StepsDone);
        while (!run.IsFinished)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                progress.End();
                Stop(run);
                return null;
            }

            try
            {
                progress.Show(run.Advance());
            }
            catch (StyleDivergedException)
            {
                progress.End();
                Write(target.Picture, StyleResults.Encode(run.Image(), target.Picture, Provenance(progress)));
                throw;
            }

            if (saveEvery > 0 && run.StepsDone % saveEvery == 0 && !run.IsFinished)
            {
                var frame = target.Frame(run.StepsDone);
                Write(frame, StyleResults.Encode(run.Image(), frame, Provenance(progress)));
            }

            if (checkpoint is not null && (run.StepsDone % checkpointEvery == 0 || run.IsFinished))
            {
                AtomicFile.Write(checkpoint, run.WriteCheckpoint);
            }
        }

        return Finish(run, progress);
    }

    private StyleRun Begin()
    {
        using var number = ComputeThreads.Use(threads);
        return checkpoint is not null && File.Exists(checkpoint)
            ? StyleRun.Resume(File.ReadAllBytes(checkpoint), settings, files.Images, network, checkpoint)
            : StyleRun.Start(settings, files.Images, network);
    }

    private void Stop(StyleRun run)
    {
        var path = checkpoint ?? target.Picture + ".checkpoint";
        AtomicFile.Write(path, run.WriteCheckpoint);
        ErrorLine.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"interrupted after step {run.StepsDone} of {run.StepsTotal}; to resume, repeat the command with --checkpoint {path}"));
    }

    private StyleReceipt Finish(StyleRun run, StyleProgressLine progress)
    {
        var provenance = Provenance(progress);
        Write(target.Picture, StyleResults.Encode(run.Image(), target.Picture, provenance));
        Write(target.Curves, ImageCodec.EncodePng(StyleResults.LossCurves(run)));
        Write(target.Provenance, System.Text.Encoding.UTF8.GetBytes(provenance.Full(run)));
        if (checkpoint is not null)
        {
            // The run is complete; its checkpoint is no longer needed.
            File.Delete(checkpoint);
        }

        var losses = run.FinalLosses!;
        return new StyleReceipt(
            target.Picture,
            target.Curves,
            target.Provenance,
            run.Size.Width,
            run.Size.Height,
            run.StepsDone,
            Math.Round(progress.Seconds, 3),
            losses.Total,
            losses.Content.Sum(),
            losses.Style.Sum(),
            losses.TotalVariation,
            network.Version,
            network.IsRandom,
            settings.TileSide);
    }

    private StyleProvenance Provenance(StyleProgressLine progress) =>
        new(settings, files.Inputs, network.Version, network.IsRandom, threads, device, progress.Seconds);

    private static void Write(string path, byte[] bytes) => AtomicFile.Write(path, stream => stream.Write(bytes));
}
