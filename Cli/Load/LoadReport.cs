namespace FaceGrid.Cli.Load;

/// <summary>Result of a load test; latencies in milliseconds from the time each probe was due.</summary>
/// <param name="K">Number of enrolled identities, K.</param>
/// <param name="Seconds">Duration of the test.</param>
/// <param name="Probes">Number of probes.</param>
/// <param name="ProbesPerSecond">Throughput.</param>
/// <param name="P50Ms">Median latency from the time a probe was due.</param>
/// <param name="P90Ms">90th percentile of the latency.</param>
/// <param name="P99Ms">99th percentile of the latency.</param>
/// <param name="MaxMs">Largest latency.</param>
/// <param name="Right">Number of correct answers.</param>
/// <param name="WrongPerson">Number of false positives.</param>
/// <param name="WrongNotRecognized">Number of false negatives.</param>
/// <param name="Incomplete">Number of answers 'cannot decide' because shards did not answer in time.</param>
/// <param name="Failed">Number of failed calls.</param>
/// <param name="FirstError">Error of the first failed call; null: none failed.</param>
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
