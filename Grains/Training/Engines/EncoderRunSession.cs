using System.Text;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Grains.Training.Engines;

/// <summary>An <see cref="EncoderRun"/> as a session of a job.</summary>
internal sealed class EncoderRunSession(
    EncoderRun run, EncoderRunConfiguration configuration, EncoderRunProvenance provenance) : IJobSession
{
    public int StepsDone => run.StepsDone;

    public int StepsTotal => run.StepsTotal;

    public bool IsFinished => run.IsFinished;

    public JobStep Advance()
    {
        try
        {
            var progress = run.Advance();
            var step = run.Steps[^1];
            (string Name, double Value)[] measures =
            [
                ("learning rate", step.Rate),
                ("active", step.Active),
                ("right", step.Right),
                ("held-out accuracy", step.Accuracy),
                ("cosine to the teacher", step.Agreement),
                ("photos/s", progress.ImagesPerSecond),
            ];
            return new JobStep(step.Step, step.Loss)
            {
                Measures = [.. measures.Where(m => double.IsFinite(m.Value)).Select(m => new JobMeasure(m.Name, m.Value))],
            };
        }
        catch (TrainingDivergedException exception)
        {
            throw new JobEngineException(exception.Message, exception);
        }
    }

    public byte[] Checkpoint()
    {
        try
        {
            return run.Checkpoint();
        }
        catch (TrainingDivergedException exception)
        {
            throw new JobEngineException(exception.Message, exception);
        }
    }

    public byte[] Preview(int longSide)
    {
        var curves = RunCurves.Draw(run.Options, run.Steps);
        var scale = Math.Min(1.0, longSide / (double)Math.Max(curves.Width, curves.Height));
        return ImageCodec.EncodePng(
            ImageOps.Resize(
                curves, Math.Max(1, (int)Math.Round(curves.Width * scale)), Math.Max(1, (int)Math.Round(curves.Height * scale))));
    }

    public IReadOnlyList<JobFile> Results(double seconds)
    {
        // The run writes files by name.
        var folder = Directory.CreateTempSubdirectory("facegrid-run-");
        try
        {
            var (encoder, metrics) = (Path.Combine(folder.FullName, configuration.Encoder), Path.Combine(folder.FullName, "metrics.csv"));
            run.SaveEncoder(encoder, Path.GetFileNameWithoutExtension(configuration.Encoder), provenance.Photos.Description);
            using (new RunMetricsFile(metrics, run.Steps))
            {
                // All steps are in it from the start.
            }

            return
            [
                new(configuration.Encoder, File.ReadAllBytes(encoder), EncoderModel.Read(encoder).Version),
                new("metrics.csv", File.ReadAllBytes(metrics)),
                new("curves.png", ImageCodec.EncodePng(RunCurves.Draw(run.Options, run.Steps))),
                new("provenance.json", Encoding.UTF8.GetBytes(provenance.Of(run, seconds))),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public void Dispose() => run.Dispose();
}
