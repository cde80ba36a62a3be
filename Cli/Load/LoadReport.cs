namespace FaceGrid.Cli.Load;

/// <summary>Result of a load test; latencies in milliseconds from the time each probe was due.</summary>
internal sealed record LoadReport(
    int K,
    double Seconds,
    int Probes,
    double ProbesPerSecond,
    double P50Ms,
    double P90Ms,
    double P99Ms,
    double MaxMs,
    int Right,
    int WrongPerson,
    int WrongNotRecognized,
    int Incomplete,
    int Failed,
    string? FirstError)
{
    public static LoadReport Of(int k, double seconds, IReadOnlyList<LoadAnswer> answers)
    {
        var sorted = answers.Select(a => a.Milliseconds).Order().ToArray();
        return new LoadReport(
            k,
            seconds,
            answers.Count,
            answers.Count / seconds,
            At(sorted, 0.5),
            At(sorted, 0.9),
            At(sorted, 0.99),
            sorted.Length == 0 ? 0 : sorted[^1],
            Count(LoadVerdict.Right),
            Count(LoadVerdict.WrongPerson),
            Count(LoadVerdict.WrongNotRecognized),
            Count(LoadVerdict.Incomplete),
            Count(LoadVerdict.Failed),
            answers.FirstOrDefault(a => a.Error is not null)?.Error);

        int Count(LoadVerdict verdict) => answers.Count(a => a.Verdict == verdict);
    }

    /// <summary>The nearest-rank percentile.</summary>
    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
