namespace FaceGrid.Vision.Evaluation;

/// <summary>An open-set 1:K experiment at one threshold (ISO/IEC 19795-1 identification).</summary>
/// <param name="Enrolled">K.</param>
/// <param name="MatedProbes">Probes of enrolled people.</param>
/// <param name="NonMatedProbes">Probes of strangers.</param>
/// <param name="RankOne">Share of mated probes whose nearest template is the right person's, threshold or not.</param>
/// <param name="Fnir">Share of mated probes not returned as the right person below the threshold.</param>
/// <param name="Fpir">Share of strangers returned as somebody.</param>
/// <param name="Threshold">τ on squared L2; a match is d &lt; τ.</param>
public sealed record OpenSetResult(
    int Enrolled, int MatedProbes, int NonMatedProbes, double RankOne, double Fnir, double Fpir, double Threshold);
