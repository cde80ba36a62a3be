namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>demo</c>; rates are shares from 0 to 1.</summary>
/// <param name="Enrolled">Number of enrolled people, K.</param>
/// <param name="MatedProbes">Number of probes of enrolled people.</param>
/// <param name="NonMatedProbes">Number of probes of strangers.</param>
/// <param name="RankOne">Share of mated probes whose nearest identity is correct.</param>
/// <param name="Fnir">Share of mated probes not recognised as the correct identity.</param>
/// <param name="Fpir">Share of strangers recognised as an enrolled identity.</param>
/// <param name="PredictedFpir">FPIR predicted by the calibration; null: not calibrated.</param>
/// <param name="Threshold">τ on the squared distance.</param>
/// <param name="ThresholdSource">Origin of τ; null: no probe was decided.</param>
/// <param name="EncodeMs">Median duration of a probe's forward pass, in milliseconds.</param>
/// <param name="SearchMs">Median duration of the fan-out over the shards, in milliseconds.</param>
/// <param name="MsPerProbe">Duration of all probes divided by their number, in milliseconds.</param>
/// <param name="ContactSheet">Path of the contact sheet.</param>
internal sealed record DemoResult(
    int Enrolled,
    int MatedProbes,
    int NonMatedProbes,
    double RankOne,
    double Fnir,
    double Fpir,
    double? PredictedFpir,
    double Threshold,
    string? ThresholdSource,
    double EncodeMs,
    double SearchMs,
    double MsPerProbe,
    string ContactSheet);
