namespace FaceGrid.Bench.Start;

/// <param name="Elapsed">Seconds from start to end.</param>
/// <param name="Processor">Seconds, user and system.</param>
internal sealed record RunTime(double Elapsed, double Processor);
