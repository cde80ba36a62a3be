namespace FaceGrid.Cli.Load;

/// <summary>One answered probe of a load test.</summary>
/// <param name="DueSeconds">When the probe was due, in seconds from the start of the run.</param>
/// <param name="Milliseconds">Latency from the due time to the answer.</param>
/// <param name="Verdict">Correctness of the answer.</param>
/// <param name="Error">Exception type and message of a failed call; null: it did not fail.</param>
internal sealed record LoadAnswer(double DueSeconds, double Milliseconds, LoadVerdict Verdict, string? Error);
