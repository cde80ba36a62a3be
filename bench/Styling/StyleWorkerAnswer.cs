namespace FaceGrid.Bench.Styling;

/// <summary>What a worker says after some steps.</summary>
/// <param name="Loss">J before the last of them.</param>
internal sealed record StyleWorkerAnswer(double[] Seconds, double Loss, long PeakKiB);
