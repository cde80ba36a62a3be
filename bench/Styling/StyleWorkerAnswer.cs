namespace FaceGrid.Bench.Styling;

/// <summary>Answer of a worker after some steps.</summary>
/// <param name="Seconds">Time of each step.</param>
/// <param name="Loss">J before the last step.</param>
/// <param name="PeakKiB">Peak resident memory of the process.</param>
internal sealed record StyleWorkerAnswer(double[] Seconds, double Loss, long PeakKiB);
