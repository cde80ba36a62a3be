using System.Globalization;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Grains.Recognition;

/// <summary>τ of one decision, and the FPIR that it predicts.</summary>
/// <param name="Value">τ on squared L2.</param>
/// <param name="PredictedFpir">1 − (1 − FMR(τ))^K; null where the model version was not calibrated.</param>
/// <param name="Source">Where τ comes from, in a few words.</param>
/// <param name="Extrapolated">Beyond what the calibration counted.</param>
internal sealed record Threshold(double Value, double? PredictedFpir, string Source, bool Extrapolated = false)
{
    /// <summary>
    /// The first of: τ of the request, τ of the policy, τ derived from the FPIR (of the request, else of the policy), the
    /// model's own τ where the version is not calibrated.
    /// </summary>
    /// <param name="comparisons">K: templates, or fused people, that a stranger could be taken for.</param>
    public static Threshold Of(
        double? askedThreshold,
        double? askedFpir,
        DecisionPolicy policy,
        ThresholdTable? calibration,
        int comparisons,
        double modelThreshold)
    {
        if (askedThreshold is { } asked)
        {
            return Fixed(asked, "fixed by the request", calibration, comparisons);
        }

        if (askedFpir is null && policy.Threshold is { } set)
        {
            return Fixed(set, "fixed by the gallery's policy", calibration, comparisons);
        }

        if (calibration is null)
        {
            return new Threshold(
                modelThreshold, null, "the model's own, whatever the gallery's size: this model version is not calibrated");
        }

        var fpir = askedFpir ?? policy.Fpir;
        var fmr = ErrorRates.FmrForFpir(fpir, Math.Max(1, comparisons));
        var threshold = calibration.ThresholdFor(fmr, out var extrapolated);
        var source = string.Create(
            CultureInfo.InvariantCulture,
            $"FPIR {fpir * 100:0.####} % asked for, {comparisons} comparisons{(extrapolated ? ", beyond what was measured" : "")}");
        return new Threshold(threshold, Predict(calibration, threshold, comparisons), source, extrapolated);
    }

    /// <summary>The basis of a decision with this threshold; without a positive one (an unknown model), with none.</summary>
    public DecisionBasis ToBasis(int gallerySize, int comparisons, double encodeMilliseconds = 0, double searchMilliseconds = 0) =>
        new(
            Value > 0 ? Value : null,
            Source,
            PredictedFpir,
            Extrapolated,
            gallerySize,
            comparisons,
            encodeMilliseconds,
            searchMilliseconds);

    private static Threshold Fixed(double value, string source, ThresholdTable? calibration, int comparisons) =>
        new(value, calibration is null ? null : Predict(calibration, value, comparisons), source);

    private static double Predict(ThresholdTable calibration, double threshold, int comparisons) =>
        ErrorRates.Fpir(calibration.FmrAt(threshold), comparisons);
}
