using System.Globalization;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Evaluation.SelfCalibration;

namespace FaceGrid.Grains.Recognition;

/// <summary>What τ of a decision can be derived from.</summary>
/// <param name="calibration">Of the model version; null: it has none.</param>
/// <param name="own">The gallery's own people; null: a verification, or too few of them.</param>
/// <param name="isSearch">False: a verification, whose K are the templates of one person.</param>
/// <param name="usesOwnPeople">False: the gallery relies on the calibration alone.</param>
internal sealed class ThresholdEvidence(KnownCalibration? calibration, OwnImpostors? own, bool isSearch, bool usesOwnPeople = true)
{
    private readonly GalleryThreshold _search = new(calibration?.Table, own, usesOwnPeople);

    /// <summary>Of a verification.</summary>
    public static ThresholdEvidence OfClaim(KnownCalibration? calibration) => new(calibration, own: null, isSearch: false);

    /// <summary>False: only the model's own τ is known.</summary>
    public bool IsKnown => isSearch ? _search.IsKnown : calibration is not null;

    public bool IsCalibrated => calibration is not null;

    /// <summary>The population that predictions were measured on, in a few words.</summary>
    public string? MeasuredOn
    {
        get
        {
            if (!IsKnown)
            {
                return null;
            }

            var people = string.Create(CultureInfo.InvariantCulture, $"{own?.People} people of this gallery");
            return _search.OwnWeight switch
            {
                _ when !isSearch || _search.OwnWeight == 0 => calibration!.Source,
                1 => people,
                var weight => string.Create(
                    CultureInfo.InvariantCulture, $"{people} (weight {weight * 100:0} %) and {calibration!.Source}"),
            };
        }
    }

    /// <param name="extrapolated">Whether the calibration counted too few errors at the rate that it is used at.</param>
    public double ThresholdFor(double fpir, int comparisons, out bool extrapolated)
    {
        extrapolated = false;
        var threshold = calibration?.Table.ThresholdFor(ErrorRates.FmrForFpir(fpir, comparisons), out extrapolated);
        return isSearch ? _search.ThresholdFor(fpir, comparisons) : threshold!.Value;
    }

    /// <summary>The FPIR at a threshold: the inverse of <see cref="ThresholdFor"/>.</summary>
    public double FpirAt(double threshold, int comparisons) => isSearch
        ? _search.FpirAt(threshold, comparisons)
        : ErrorRates.Fpir(calibration!.Table.FmrAt(threshold), comparisons);

    public Interval? IntervalOf(double fpir, double threshold, int comparisons) =>
        isSearch ? _search.IntervalOf(fpir, threshold, comparisons) : null;
}
