using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>galleries show</c> and <c>galleries set</c>.</summary>
/// <param name="Gallery">Name of the gallery.</param>
/// <param name="ModelVersion">Version of the encoder of its templates; null: no identity is enrolled.</param>
/// <param name="People">Number of identities.</param>
/// <param name="Templates">Number of templates.</param>
/// <param name="Policy">The decision policy.</param>
/// <param name="Threshold">τ on the squared distance, fixed or derived; null: not calibrated, the model's default is used.</param>
/// <param name="Extrapolated">True if τ lies beyond the measured comparisons.</param>
/// <param name="PredictedFpir">Predicted share of strangers recognised at this τ; null: neither a calibration nor enough people.</param>
/// <param name="PredictedFpirLow">Lower end of its 95 % interval; null: too few people to state one.</param>
/// <param name="PredictedFpirHigh">Upper end of its 95 % interval; null: as above.</param>
/// <param name="FpirMeasuredOn">Population that the prediction was measured on; null: no prediction.</param>
/// <param name="OwnPeople">
/// Distances between the gallery's own people, and pairs of identities that are too near to be two people; null: no identity is enrolled.
/// </param>
/// <param name="CalibratedOn">Data set of the calibration; null: not calibrated.</param>
/// <param name="Shards">The gallery's shards.</param>
/// <param name="Rebalance">Split or merge in progress; null: none.</param>
internal sealed record GalleryResult(
    string Gallery,
    string? ModelVersion,
    int People,
    int Templates,
    DecisionPolicy Policy,
    double? Threshold,
    bool Extrapolated,
    double? PredictedFpir,
    double? PredictedFpirLow,
    double? PredictedFpirHigh,
    string? FpirMeasuredOn,
    OwnPeopleResult? OwnPeople,
    string? CalibratedOn,
    IReadOnlyList<ShardResult> Shards,
    RebalanceResult? Rebalance);
