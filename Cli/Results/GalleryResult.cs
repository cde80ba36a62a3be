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
    string? CalibratedOn,
    IReadOnlyList<ShardResult> Shards,
    RebalanceResult? Rebalance);
