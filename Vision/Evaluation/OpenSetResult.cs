namespace FaceGrid.Vision.Evaluation;

/// <summary>An open-set 1:K experiment at one threshold (ISO/IEC 19795-1 identification).</summary>
/// <param name="Enrolled">K, the number of enrolled people.</param>
/// <param name="MatedProbes">Probes of enrolled people.</param>
/// <param name="NonMatedProbes">Probes of people who are not enrolled.</param>
/// <param name="RankOne">Share of mated probes whose nearest template is that of the right person, without a threshold.</param>
/// <param name="Fnir">
/// False-negative identification rate: share of mated probes for which the right person was not returned below the threshold.
/// </param>
/// <param name="Fpir">False-positive identification rate: share of non-mated probes with a match below the threshold.</param>
/// <param name="Threshold">τ on squared L2; a match is d &lt; τ.</param>
public sealed record OpenSetResult(
    int Enrolled, int MatedProbes, int NonMatedProbes, double RankOne, double Fnir, double Fpir, double Threshold);
