using System.Globalization;

namespace FaceGrid.Vision.Training;

/// <summary>Writes one line of comma-separated values per step, readable while the run goes on.</summary>
public sealed class MetricsFile : IDisposable
{
    private readonly StreamWriter _writer;

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public MetricsFile(string path)
    {
        try
        {
            _writer = new StreamWriter(path, append: false) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be written: " + e.Message.ReplaceLineEndings(" "), e);
        }

        _writer.WriteLine("phase,step,loss,accuracy,learning_rate,seconds,images_per_second");
    }

    public void Write(TrainingProgress p) => _writer.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{p.Phase},{p.Step},{p.Loss:G6},{p.Accuracy:G4},{p.LearningRate:G4},{p.Seconds:F1},{p.ImagesPerSecond:F1}"));

    public void Dispose() => _writer.Dispose();
}
