using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>
/// Open-set identification rates (ISO/IEC 19795-1) and latencies. Intervals: 95 %, bootstrap over people. Rates are shares.
/// </summary>
/// <param name="Enrolled">K, the number of enrolled people.</param>
/// <param name="FailedToEnrol">People who could not be enrolled (FTE); their other photos are not used as probes.</param>
/// <param name="MatedProbes">Number of probes of enrolled people.</param>
/// <param name="NonMatedProbes">Number of probes of strangers.</param>
/// <param name="FailedToAcquire">Undecided probes (FTA): no face, or poor quality. They count as not recognised.</param>
/// <param name="FailedToAcquireByReason">Undecided probes by reason, the most frequent first.</param>
/// <param name="RankOne">Share of mated probes whose nearest identity is correct, regardless of the threshold.</param>
/// <param name="RankOneInterval">Rank-1 rate with its 95 % interval.</param>
/// <param name="Fnir">Share of mated probes not recognised as the correct identity.</param>
/// <param name="FnirInterval">FNIR with its 95 % interval.</param>
/// <param name="Fpir">Share of strangers recognised as an enrolled identity.</param>
/// <param name="FpirInterval">FPIR with its 95 % interval.</param>
/// <param name="Threshold">τ on the squared distance; 0: no probe was decided.</param>
/// <param name="ThresholdSource">Origin of τ; null: no probe was decided.</param>
/// <param name="PredictedFpir">Predicted FPIR; null: neither a calibration nor enough people.</param>
/// <param name="PredictedFpirLow">Lower end of its 95 % interval; null: too few people to state one.</param>
/// <param name="PredictedFpirHigh">Upper end of its 95 % interval; null: as above.</param>
/// <param name="FpirMeasuredOn">Population that the prediction was measured on; null: no prediction.</param>
/// <param name="AtFpir">FNIR with τ derived from the same strangers; empty without strangers.</param>
/// <param name="Located">How faces were detected.</param>
/// <param name="EncodeMs">Median duration of a probe's forward pass (shared within a batch), in milliseconds.</param>
/// <param name="SearchMs">Median duration of the fan-out over the shards, in milliseconds.</param>
/// <param name="MsPerProbe">
/// Duration of all probes divided by their number, in milliseconds: decoding, detection, encoding and search, in parallel.
/// </param>
/// <param name="Seconds">Duration of the evaluation.</param>
internal sealed record OpenSetReport(
    int Enrolled,
    IReadOnlyList<string> FailedToEnrol,
    int MatedProbes,
    int NonMatedProbes,
    int FailedToAcquire,
    IReadOnlyList<AcquisitionFailure> FailedToAcquireByReason,
    double RankOne,
    Interval RankOneInterval,
    double Fnir,
    Interval FnirInterval,
    double Fpir,
    Interval FpirInterval,
    double Threshold,
    string? ThresholdSource,
    double? PredictedFpir,
    double? PredictedFpirLow,
    double? PredictedFpirHigh,
    string? FpirMeasuredOn,
    IReadOnlyList<OperatingPoint> AtFpir,
    string Located,
    double EncodeMs,
    double SearchMs,
    double MsPerProbe,
    double Seconds)
{
    private static readonly double[] AskedRates = [0.001, 0.003, 0.01, 0.03, 0.1];

    public static OpenSetReport Of(
        int enrolled, IReadOnlyList<string> failed, string located, IReadOnlyList<ProbeResult> results, TimeSpan probing, TimeSpan all)
    {
        var mated = results.Where(r => r.Enrolled).ToList();
        var strangers = results.Where(r => !r.Enrolled).ToList();
        var rankOne = Rate(mated, r => r.IsRankOne);
        var fnir = Rate(mated, r => r.Answer.Identity != r.Truth);
        var typical = results.LastOrDefault(r => r.Answer.Basis.Threshold is not null)?.Answer.Basis;
        var fpir = Rate(strangers, r => r.Answer is Recognized);
        return new OpenSetReport(
            enrolled,
            failed,
            mated.Count,
            strangers.Count,
            results.Count(r => r.Answer is CannotDecide),
            AcquisitionFailure.Of(results),
            rankOne.Value,
            rankOne,
            fnir.Value,
            fnir,
            fpir.Value,
            fpir,
            typical?.Threshold ?? 0,
            typical?.ThresholdSource,
            typical?.PredictedFpir,
            typical?.PredictedFpirLow,
            typical?.PredictedFpirHigh,
            typical?.FpirMeasuredOn,
            strangers.Count == 0 ? [] : [.. AskedRates.Select(rate => At(rate, mated, strangers))],
            located,
            Median(results.Select(r => r.Answer.Basis.EncodeMilliseconds)),
            Median(results.Select(r => r.Answer.Basis.SearchMilliseconds)),
            results.Count == 0 ? 0 : probing.TotalMilliseconds / results.Count,
            all.TotalSeconds);
    }

    /// <summary>FNIR against FPIR over all thresholds, for the DET curve.</summary>
    public static IReadOnlyList<(double Fpir, double Fnir)> Det(IReadOnlyList<ProbeResult> results)
    {
        var mated = results.Where(r => r.Enrolled).ToList();
        var strangers = results.Where(r => !r.Enrolled).ToList();
        return [.. results.Select(r => r.Nearest).Where(double.IsFinite).Distinct().Order().Select(t =>
            (
                strangers.Count(r => r.Nearest < t) / (double)Math.Max(1, strangers.Count),
                mated.Count(r => !(r.IsRankOne && r.Nearest < t)) / (double)Math.Max(1, mated.Count)))];
    }

    private static OperatingPoint At(double fpir, List<ProbeResult> mated, List<ProbeResult> strangers)
    {
        // Infinite distances sort last: an undecided stranger is no false positive.
        var threshold = Math.Min(4, ErrorRates.ThresholdForFmr([.. strangers.Select(r => r.Nearest)], fpir));
        var fnir = Rate(mated, r => !(r.IsRankOne && r.Nearest < threshold));
        return new OperatingPoint(fpir, threshold, fnir.Value, fnir, Supported: fpir * strangers.Count >= 1);
    }

    private static Interval Rate(List<ProbeResult> results, Predicate<ProbeResult> which) => Bootstrap.Rate(
        [.. results.GroupBy(r => r.Person).Select(g => (g.Count(r => which(r)), g.Count()))]);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }
}
