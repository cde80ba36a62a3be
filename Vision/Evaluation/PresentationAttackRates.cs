namespace FaceGrid.Vision.Evaluation;

/// <summary>Error rates of presentation attack detection at one threshold (ISO/IEC 30107-3).</summary>
/// <param name="Threshold">A presentation is classified as bona fide if its score is at least this value.</param>
/// <param name="Apcer">
/// Attack presentation classification error rate of each attack instrument species: of the presentations with a response, the share
/// classified as bona fide. NaN for a species without responses.
/// </param>
/// <param name="Bpcer">
/// Bona fide presentation classification error rate: of the bona fide presentations with a response, the share classified as
/// attacks.
/// </param>
public sealed record PresentationAttackRates(double Threshold, IReadOnlyList<double> Apcer, double Bpcer)
{
    /// <summary>The largest APCER of any species, which the standard requires to be reported.</summary>
    public double MaxApcer => Apcer.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    /// <summary>(max APCER + BPCER) / 2, for comparison with older papers only; the standard does not define it.</summary>
    public double Acer => (MaxApcer + Bpcer) / 2;
}
