using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>recognize</c> for one face.</summary>
/// <param name="Probe">Name of the probe: path of the photo, with #N for face N of several.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Identity">The recognised identity; null: not recognised or not decided.</param>
/// <param name="Distance">Squared distance to the nearest identity; null: empty gallery or not decided.</param>
/// <param name="Threshold">τ on the squared distance; null: no threshold applied.</param>
/// <param name="ThresholdSource">Origin of τ; null: no threshold applied.</param>
/// <param name="PredictedFpir">Predicted share of strangers recognised at this τ and gallery size; null: not calibrated.</param>
/// <param name="PredictedFpirLow">Lower end of its 95 % interval; null: the gallery has too few people to state one.</param>
/// <param name="PredictedFpirHigh">Upper end of its 95 % interval; null: as above.</param>
/// <param name="FpirMeasuredOn">Population that the prediction was measured on; null: no prediction.</param>
/// <param name="Extrapolated">True if τ lies beyond the measured comparisons.</param>
/// <param name="Margin">Distance of the second nearest identity minus that of the nearest; null: fewer than two.</param>
/// <param name="Candidates">Nearest identities, nearest first.</param>
/// <param name="GallerySize">Number of identities compared with.</param>
/// <param name="Comparisons">Number of templates (or fused identities) compared with: K of the FPIR.</param>
/// <param name="DetectMs">Duration of the detection, in milliseconds; null: no detector ran.</param>
/// <param name="AlignMs">Duration of the alignment, in milliseconds; null: no detector ran.</param>
/// <param name="EncodeMs">Duration of the encoding, in milliseconds.</param>
/// <param name="SearchMs">Duration of the search, in milliseconds.</param>
/// <param name="Why">Reason code of 'cannot decide'; null: decided.</param>
/// <param name="Reason">Reason text of 'cannot decide'; null: decided.</param>
/// <param name="Located">How faces were detected.</param>
/// <param name="BoxPx">Face box in pixels of the photo; null: no face.</param>
/// <param name="DetectorScore">Score of the detector, 0 to 1; null: no face.</param>
/// <param name="Quality">Quality of the face; null: not judged.</param>
/// <param name="Live">Fused liveness score, 0 to 1; null: not judged.</param>
internal sealed record RecognizeResult(
    string Probe,
    Outcome Outcome,
    string? Identity,
    double? Distance,
    double? Threshold,
    string? ThresholdSource,
    double? PredictedFpir,
    double? PredictedFpirLow,
    double? PredictedFpirHigh,
    string? FpirMeasuredOn,
    bool Extrapolated,
    double? Margin,
    IReadOnlyList<Candidate> Candidates,
    int GallerySize,
    int Comparisons,
    double? DetectMs,
    double? AlignMs,
    double EncodeMs,
    double SearchMs,
    UndecidedReason? Why,
    string? Reason,
    string Located,
    FaceBox? BoxPx,
    double? DetectorScore,
    FaceQualityResult? Quality,
    double? Live);
