namespace FaceGrid.Vision.Evaluation;

/// <summary>Presentation attack detection at one threshold (ISO/IEC 30107-3).</summary>
/// <param name="Threshold">A presentation is taken for bona fide where its score is at least this.</param>
/// <param name="Apcer">
/// Attack presentation classification error rate of each kind of attack (PAI species): the share taken for bona fide of those
/// that got an answer. NaN where none did.
/// </param>
/// <param name="Bpcer">Bona fide presentation classification error rate: the share of bona fide ones, of those that got an answer, taken for attacks.</param>
public sealed record PresentationAttackRates(double Threshold, IReadOnlyList<double> Apcer, double Bpcer)
{
    /// <summary>The largest APCER of any kind, which is what the standard has reported: a system is as good as its worst.</summary>
    public double MaxApcer => Apcer.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    /// <summary>(max APCER + BPCER) / 2, for comparison with older papers only: the standard no longer knows it.</summary>
    public double Acer => (MaxApcer + Bpcer) / 2;
}
