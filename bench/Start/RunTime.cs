namespace FaceGrid.Bench.Start;

/// <summary>Time of one run of a command.</summary>
/// <param name="Elapsed">Seconds from start to end.</param>
/// <param name="Processor">Seconds, user and system.</param>
internal sealed record RunTime(double Elapsed, double Processor);
