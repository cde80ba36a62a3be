using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Result of <c>eval liveness</c>; rates are shares from 0 to 1, defined by ISO/IEC 30107-3.</summary>
/// <param name="FaceFinder">How faces were detected.</param>
/// <param name="BonaFidePresentations">Number of bona fide presentations.</param>
/// <param name="BonaFideNonResponses">Number of bona fide presentations without a detected face.</param>
/// <param name="Bpnrr">Bona fide presentation non-response rate (BPNRR).</param>
/// <param name="AttackKinds">Kinds of attack.</param>
/// <param name="AtThresholds">Rates at fixed thresholds.</param>
/// <param name="AuthorsRule">Rates of the rule "live has the largest probability".</param>
/// <param name="EqualError">Rates at the threshold where max APCER equals BPCER.</param>
/// <param name="Bpcer10">BPCER at max APCER 10 %.</param>
/// <param name="Bpcer20">BPCER at max APCER 5 %.</param>
/// <param name="Seconds">Duration of the evaluation.</param>
internal sealed record LivenessReport(
    string FaceFinder,
    int BonaFidePresentations,
    int BonaFideNonResponses,
    double Bpnrr,
    IReadOnlyList<LivenessReport.Kind> AttackKinds,
    IReadOnlyList<LivenessReport.Point> AtThresholds,
    LivenessReport.Point AuthorsRule,
    LivenessReport.Point EqualError,
    double Bpcer10,
    double Bpcer20,
    double Seconds)
{
    /// <summary>One kind of attack (PAI species).</summary>
    internal sealed record Kind(string Name, int Presentations, int NonResponses, double Apnrr);

    /// <summary>Rates at one threshold on the live score; threshold null: a rule without threshold.</summary>
    internal sealed record Point(double? Threshold, IReadOnlyDictionary<string, double?> Apcer, double MaxApcer, double Bpcer, double Acer);

    public static readonly IReadOnlyList<double> Thresholds = [0.1, 0.3, 0.5, 0.7, 0.9];

    /// <summary>Groups photos by kind of attack, in the order of their first photo.</summary>
    public static PresentationAttackTest Test(IReadOnlyList<JudgedPhoto> photos, Func<JudgedPhoto, double> score)
    {
        AttackKind Of(string name, IEnumerable<JudgedPhoto> group) =>
            new(name, [.. group.Where(p => p.Live is not null).Select(score)], group.Count(p => p.Live is null));

        return new PresentationAttackTest(
            [.. photos.Where(p => p.Kind is not null).GroupBy(p => p.Kind!, StringComparer.Ordinal).Select(g => Of(g.Key, g))],
            Of("bona fide", photos.Where(p => p.Kind is null)));
    }

    public static LivenessReport Of(string finder, IReadOnlyList<JudgedPhoto> photos, double seconds)
    {
        var test = Test(photos, p => p.Live!.Value);
        Point PointOf(PresentationAttackRates r, double? threshold) => new(
            threshold,
            test.Attacks.Zip(r.Apcer).ToDictionary(
                p => p.First.Name, p => double.IsFinite(p.Second) ? p.Second : (double?)null, StringComparer.Ordinal),
            r.MaxApcer,
            r.Bpcer,
            r.Acer);

        var equal = test.EqualError();
        return new LivenessReport(
            finder,
            test.BonaFide.Presentations,
            test.BonaFide.NonResponses,
            test.BonaFide.NonResponseRate,
            [.. test.Attacks.Select(a => new Kind(a.Name, a.Presentations, a.NonResponses, a.NonResponseRate))],
            [.. Thresholds.Select(t => PointOf(test.At(t), t))],
            PointOf(Test(photos, p => p.LiveIsLargest ? 1 : 0).At(0.5), null),
            PointOf(equal, equal.Threshold),
            test.AtMaxApcer(0.1).Bpcer,
            test.AtMaxApcer(0.05).Bpcer,
            seconds);
    }
}
