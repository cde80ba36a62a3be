using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Grains.Styling.Engines;

/// <summary>A <see cref="StyleRun"/> as a session of a job.</summary>
internal sealed class StyleRunSession(StyleRun run, string picture, StyleProvenance provenance) : IJobSession
{
    public int StepsDone => run.StepsDone;

    public int StepsTotal => run.StepsTotal;

    public bool IsFinished => run.IsFinished;

    public JobStep Advance()
    {
        var step = Step();
        var (loss, losses) = (run.Settings.Loss, step.Losses);
        return new JobStep(step.Step, losses.Total)
        {
            Width = step.Width,
            Height = step.Height,
            Content = Name(loss.ContentLayers, losses.Content),
            Style = Name(loss.StyleLayers, losses.Style),
            TotalVariation = losses.TotalVariation,
        };
    }

    public byte[] Checkpoint() => run.Checkpoint();

    public byte[] Preview(int longSide)
    {
        var image = run.Image();
        var scale = Math.Min(1.0, longSide / (double)Math.Max(image.Width, image.Height));
        return ImageCodec.EncodePng(
            scale == 1
                ? image
                : ImageOps.Resize(
                    image, Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale))));
    }

    public IReadOnlyList<JobFile> Results(double seconds) =>
    [
        new(picture, StyleResults.Encode(run.Image(), picture, provenance)),
        new("losses.png", ImageCodec.EncodePng(StyleResults.LossCurves(run))),
        new("provenance.json", System.Text.Encoding.UTF8.GetBytes((provenance with { Seconds = seconds }).Full(run))),
    ];

    public void Dispose() => run.Dispose();

    private StyleProgress Step()
    {
        try
        {
            return run.Advance();
        }
        catch (StyleDivergedException exception)
        {
            throw new JobEngineException(exception.Message, exception);
        }
    }

    private static IReadOnlyList<LayerLoss> Name(IReadOnlyList<LayerWeight> layers, IReadOnlyList<double> losses) =>
        [.. layers.Zip(losses, (layer, loss) => new LayerLoss(layer.Layer, loss))];
}
