using System.Globalization;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Grains.Recognition;

/// <summary>τ of one decision, and the FPIR that it predicts.</summary>
/// <param name="Value">τ on squared L2.</param>
/// <param name="PredictedFpir">Null: neither a calibration nor enough people in the gallery.</param>
/// <param name="Source">Where τ comes from, in a few words.</param>
/// <param name="Extrapolated">Beyond what the calibration counted.</param>
/// <param name="Interval">95 % interval of the predicted FPIR; null: unknown.</param>
/// <param name="MeasuredOn">The population of the prediction, in a few words.</param>
internal sealed record Threshold(
    double Value,
    double? PredictedFpir,
    string Source,
    bool Extrapolated = false,
    Interval? Interval = null,
    string? MeasuredOn = null)
{
    /// <summary>
    /// The first of: τ of the request, τ of the policy, τ derived from the FPIR (of the request, else of the policy). For a model
    /// version without a calibration, the model's own τ, or that of the gallery's own people if it is stricter.
    /// </summary>
    /// <param name="comparisons">K: templates, or fused people, that a stranger could be taken for.</param>
    public static Threshold Of(
        double? askedThreshold,
        double? askedFpir,
        DecisionPolicy policy,
        ThresholdEvidence evidence,
        int comparisons,
        double modelThreshold)
    {
        var chances = Math.Max(1, comparisons);
        if (askedThreshold is { } asked)
        {
            return Fixed(asked, "fixed by the request", evidence, chances);
        }

        if (askedFpir is null && policy.Threshold is { } set)
        {
            return Fixed(set, "fixed by the gallery's policy", evidence, chances);
        }

        const string ModelsOwn = "the model's own, whatever the gallery's size: this model version is not calibrated";
        if (!evidence.IsKnown)
        {
            return new Threshold(modelThreshold, null, ModelsOwn);
        }

        var fpir = askedFpir ?? policy.Fpir;
        var threshold = evidence.ThresholdFor(fpir, chances, out var extrapolated);
        if (!evidence.IsCalibrated && modelThreshold <= threshold)
        {
            return Fixed(modelThreshold, ModelsOwn, evidence, chances);
        }

        var source = string.Create(
            CultureInfo.InvariantCulture,
            $"FPIR {fpir * 100:0.####} % asked for, {comparisons} comparisons{(extrapolated ? ", beyond what was measured" : "")}");
        return Predicted(threshold, evidence.FpirAt(threshold, chances), source, extrapolated, evidence, chances);
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
            searchMilliseconds,
            Interval?.Low,
            Interval?.High,
            MeasuredOn);

    private static Threshold Fixed(double value, string source, ThresholdEvidence evidence, int comparisons) => evidence.IsKnown
        ? Predicted(value, evidence.FpirAt(value, comparisons), source, extrapolated: false, evidence, comparisons)
        : new Threshold(value, null, source);

    private static Threshold Predicted(
        double value, double fpir, string source, bool extrapolated, ThresholdEvidence evidence, int comparisons) =>
        new(value, fpir, source, extrapolated, evidence.IntervalOf(fpir, value, comparisons), evidence.MeasuredOn);
}
