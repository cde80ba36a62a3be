using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Styling;

/// <summary>Renders one picture in this process.</summary>
/// <param name="target">The picture; curves and provenance lie beside it.</param>
/// <param name="checkpoint">Written now and then, and gone on from where it is there; null: only when the run is stopped.</param>
/// <param name="checkpointEvery">Steps.</param>
/// <param name="saveEvery">Steps between pictures of the way; 0: none.</param>
internal sealed class StyleRender(
    StyleSettings settings, StyleFiles files, VggNetwork network, StyleTarget target, string? checkpoint, int checkpointEvery, int saveEvery, int threads, string device)
{
    /// <returns>What was made, or null if it was stopped.</returns>
    /// <exception cref="Vision.BadInputException">An input or output that cannot be used.</exception>
    /// <exception cref="StyleDivergedException">The last good picture has been written.</exception>
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
            CultureInfo.InvariantCulture, $"stopped after step {run.StepsDone} of {run.StepsTotal}; to go on: the same command with --checkpoint {path}"));
    }

    private StyleReceipt Finish(StyleRun run, StyleProgressLine progress)
    {
        var provenance = Provenance(progress);
        Write(target.Picture, StyleResults.Encode(run.Image(), target.Picture, provenance));
        Write(target.Curves, ImageCodec.EncodePng(StyleResults.LossCurves(run)));
        Write(target.Provenance, System.Text.Encoding.UTF8.GetBytes(provenance.Full(run)));
        if (checkpoint is not null)
        {
            // All that it was for is written.
            File.Delete(checkpoint);
        }

        var losses = run.FinalLosses!;
        return new StyleReceipt(
            target.Picture, target.Curves, target.Provenance, run.Size.Width, run.Size.Height, run.StepsDone, Math.Round(progress.Seconds, 3),
            losses.Total, losses.Content.Sum(), losses.Style.Sum(), losses.TotalVariation, network.Version, network.IsRandom, settings.TileSide);
    }

    private StyleProvenance Provenance(StyleProgressLine progress) => new(settings, files.Inputs, network.Version, network.IsRandom, threads, device, progress.Seconds);

    private static void Write(string path, byte[] bytes) => AtomicFile.Write(path, stream => stream.Write(bytes));
}
