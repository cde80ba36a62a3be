using System.Globalization;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Evaluation.SelfCalibration;

namespace FaceGrid.Cli.Galleries;

/// <summary>The threshold that a gallery's next decision would use.</summary>
/// <param name="Threshold">τ, fixed or derived; null: the model's own.</param>
/// <param name="Extrapolated">Beyond what the calibration counted.</param>
/// <param name="Fpir">The predicted FPIR; null: neither a calibration nor enough people.</param>
/// <param name="Interval">Its 95 % interval; null: too few people.</param>
/// <param name="MeasuredOn">The population of the prediction.</param>
internal sealed record GalleryOutlook(double? Threshold, bool Extrapolated, double? Fpir, Interval? Interval, string? MeasuredOn)
{
    public static GalleryOutlook Of(DecisionPolicy policy, Calibration? calibration, GalleryAudit? audit, int comparisons)
    {
        var own = policy.UseOwnPeople && audit?.Statistics is { } s && s.Nearest.Length >= OwnImpostors.LeastPeople
            ? new OwnImpostors(s.Nearest, new NormalTail(s.PairMean, s.PairDeviation), s.Comparisons)
            : null;
        var table = calibration?.ToTable();
        var derived = new GalleryThreshold(table, own, policy.UseOwnPeople);
        if (!derived.IsKnown)
        {
            return new GalleryOutlook(policy.Threshold, false, null, null, null);
        }

        // Without a calibration the model's own threshold applies, unless that of the gallery's people is stricter. It comes with the
        // encoder, which is not loaded here.
        var extrapolated = false;
        table?.ThresholdFor(ErrorRates.FmrForFpir(policy.Fpir, comparisons), out extrapolated);
        var threshold = policy.Threshold ?? (table is null ? (double?)null : derived.ThresholdFor(policy.Fpir, comparisons));
        var fpir = threshold is { } tau ? derived.FpirAt(tau, comparisons) : (double?)null;
        return new GalleryOutlook(
            threshold,
            extrapolated && policy.Threshold is null,
            fpir,
            fpir is null ? null : derived.IntervalOf(fpir.Value, threshold!.Value, comparisons),
            fpir is null ? null : MeasuredOnText(derived.OwnWeight, own?.People, calibration?.Source));
    }

    private static string MeasuredOnText(double weight, int? people, string? calibration)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"{people} people of this gallery");
        return weight switch
        {
            0 => calibration!,
            1 => own,
            _ => string.Create(CultureInfo.InvariantCulture, $"{own} (weight {weight * 100:0} %) and {calibration}"),
        };
    }
}
