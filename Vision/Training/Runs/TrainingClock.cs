namespace FaceGrid.Vision.Training.Runs;

/// <summary>Wall-clock time and throughput of a training that consists of several runs.</summary>
internal sealed class TrainingClock
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private long? _firstStep;
    private long _images;

    /// <summary>Seconds since the training started.</summary>
    public double Seconds => TimeProvider.System.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Counts the photos of a finished step.</summary>
    /// <returns>Seconds since the start, and photos per second since the end of the first step; 0 after the first step.</returns>
    public (double Seconds, double ImagesPerSecond) Count(int images)
    {
        var now = TimeProvider.System.GetTimestamp();
        if (_firstStep is not { } first)
        {
            _firstStep = now;
            return (Seconds, 0);
        }

        _images += images;
        return (Seconds, _images / TimeProvider.System.GetElapsedTime(first, now).TotalSeconds);
    }
}
