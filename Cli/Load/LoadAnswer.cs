namespace FaceGrid.Cli.Load;

/// <param name="DueSeconds">When the probe was due, from the run's beginning.</param>
/// <param name="Milliseconds">From then to its answer.</param>
/// <param name="Error">Of a failed call.</param>
internal sealed record LoadAnswer(double DueSeconds, double Milliseconds, LoadVerdict Verdict, string? Error);
