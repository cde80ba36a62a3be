using System.Globalization;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Comma-separated values of every step, readable while the run goes on; what a step has no part in is left empty.</summary>
public sealed class RunMetricsFile : IDisposable
{
    private readonly StreamWriter _writer;

    /// <summary>Begins the file anew with the steps that were done before; their times are not known any more.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public RunMetricsFile(string path, IReadOnlyList<RunStep> before)
    {
        try
        {
            _writer = new StreamWriter(path, append: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be written: " + e.Message.ReplaceLineEndings(" "), e);
        }

        _writer.WriteLine("step,loss,distillation,pairs,classes,active,right,learning_rate,held_out_accuracy,held_out_agreement,hints,seconds,images_per_second");
        foreach (var step in before)
        {
            Write(step, double.NaN, double.NaN);
        }

        _writer.Flush();
        _writer.AutoFlush = true;
    }

    /// <param name="seconds">Since the process began with the run; NaN: not known.</param>
    public void Write(RunStep step, double seconds, double imagesPerSecond) =>
        _writer.WriteLine(string.Join(',', step.ToArray().Append(seconds).Append(imagesPerSecond).Select(v => double.IsNaN(v) ? "" : v.ToString("G6", CultureInfo.InvariantCulture))));

    public void Dispose() => _writer.Dispose();
}
