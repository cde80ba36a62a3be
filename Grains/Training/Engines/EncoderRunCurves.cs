using System.Globalization;
using FaceGrid.Vision.Drawing;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Grains.Training.Engines;

/// <summary>How a run went, as a picture.</summary>
internal static class EncoderRunCurves
{
    /// <summary>Points of a curve: more are not told apart.</summary>
    private const int MostPoints = 400;

    /// <summary>Loss, share of active triplets and accuracy on held-out people over the steps. Losses are means over the steps of a point.</summary>
    public static RgbImage Draw(EncoderRun run)
    {
        var plot = new Plot
        {
            Title = "How the encoder learned",
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{run.Options.Backbone}, {run.StepsDone} of {run.StepsTotal} steps of {run.Options.BatchSize} photos"),
            X = new PlotAxis { Label = "Step" },
            Y = new PlotAxis { Label = "Loss; shares from 0 to 1" },
        };
        Add("loss", s => s.Loss, dashed: false);
        Add("active triplets", s => s.Active, dashed: true);
        Add("accuracy on held-out people", s => s.Accuracy, dashed: false);
        return plot.Render();

        void Add(string name, Func<RunStep, double> value, bool dashed)
        {
            var known = run.Steps.Where(s => double.IsFinite(value(s))).ToList();
            if (known.Count > 0)
            {
                var points = known.Chunk(Math.Max(1, known.Count / MostPoints)).Select(c => ((double)c[^1].Step, c.Average(value)));
                plot.Series.Add(new PlotSeries(name, [.. points]) { Dashed = dashed });
            }
        }
    }
}
