using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>verify</c>.</summary>
/// <param name="Probe">Path of the photo.</param>
/// <param name="Identity">The claimed identity.</param>
/// <param name="Verified">True if the claim was accepted.</param>
/// <param name="Distance">Squared distance to the nearest template; null: not decided.</param>
/// <param name="Threshold">τ on the squared distance; null: a head decides, or not decided.</param>
/// <param name="ThresholdSource">Origin of τ; null: no threshold applied.</param>
/// <param name="PredictedFpir">Predicted share of impostors accepted; null: not calibrated.</param>
/// <param name="FpirMeasuredOn">Population that the prediction was measured on; null: no prediction.</param>
/// <param name="Head">Name of the verification head; null: none.</param>
/// <param name="Probability">Greatest probability of the head over the templates; null: no head.</param>
/// <param name="ProbabilityThreshold">The head's threshold; null: no head.</param>
/// <param name="Templates">Number of templates compared with.</param>
/// <param name="Why">Reason code of 'cannot decide'; null: decided.</param>
/// <param name="Reason">Reason text of 'cannot decide'; null: decided.</param>
/// <param name="Located">How faces were detected.</param>
/// <param name="EncodeMs">Duration of the encoding, in milliseconds.</param>
internal sealed record VerifyResult(
    string Probe,
    string Identity,
    bool Verified,
    double? Distance,
    double? Threshold,
    string? ThresholdSource,
    double? PredictedFpir,
    string? FpirMeasuredOn,
    string? Head,
    double? Probability,
    double? ProbabilityThreshold,
    int Templates,
    UndecidedReason? Why,
    string? Reason,
    string Located,
    double EncodeMs);
