using FaceGrid.Grains.Recognition;

namespace FaceGrid.Client.Evaluation;

/// <summary>Open-set identification rates (ISO/IEC 19795-1) as the grid answered, with the times it reported.</summary>
/// <param name="Enrolled">K.</param>
/// <param name="RankOne">Share of mated probes whose nearest person is the right one, threshold or not.</param>
/// <param name="Fnir">Share of mated probes not recognised as the right person.</param>
/// <param name="Fpir">Share of strangers recognised as somebody.</param>
/// <param name="EncodeMs">Median time of the forward pass that a probe went through (shared within a batch).</param>
/// <param name="SearchMs">Median time of the fan-out over the shards.</param>
/// <param name="MsPerProbe">Time of all probes by their number: reading, encoding, searching, many at a time.</param>
internal sealed record OpenSetReport(
    int Enrolled,
    int MatedProbes,
    int NonMatedProbes,
    double RankOne,
    double Fnir,
    double Fpir,
    double Threshold,
    double EncodeMs,
    double SearchMs,
    double MsPerProbe,
    double Seconds)
{
    public static OpenSetReport Of(int enrolled, IReadOnlyList<ProbeResult> results, TimeSpan probing, TimeSpan all)
    {
        var mated = results.Where(r => r.Truth is not null).ToList();
        var strangers = results.Where(r => r.Truth is null).ToList();
        return new OpenSetReport(
            enrolled,
            mated.Count,
            strangers.Count,
            Share(mated, r => r.Answer.Candidates.Count > 0 && r.Answer.Candidates[0].Identity == r.Truth),
            Share(mated, r => r.Answer.Identity != r.Truth),
            Share(strangers, r => r.Answer.Outcome == Outcome.Recognized),
            results.Count > 0 ? results[0].Answer.Threshold : 0,
            Median(results.Select(r => r.Answer.EncodeMilliseconds)),
            Median(results.Select(r => r.Answer.SearchMilliseconds)),
            results.Count == 0 ? 0 : probing.TotalMilliseconds / results.Count,
            all.TotalSeconds);
    }

    private static double Share(List<ProbeResult> results, Predicate<ProbeResult> which) =>
        results.Count == 0 ? 0 : (double)results.FindAll(which).Count / results.Count;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}
