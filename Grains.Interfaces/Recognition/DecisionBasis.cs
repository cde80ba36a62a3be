namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>The figures that a decision, or the lack of one, rests on.</summary>
/// <param name="Threshold">
/// τ on the squared L2 distance d; null where no threshold is known: an undecided probe of a model without calibration.
/// </param>
/// <param name="ThresholdSource">Where τ comes from, in a few words.</param>
/// <param name="PredictedFpir">
/// The share of strangers that this τ lets through, from the calibration and the gallery's own people; null without either.
/// </param>
/// <param name="Extrapolated">τ and the predicted FPIR rest on fewer errors than were counted: a model of the tail gave them.</param>
/// <param name="GallerySize">People that the probe was compared with; 1 in a verification.</param>
/// <param name="Comparisons">Templates (or fused people) that the probe was compared with: the K of the FPIR.</param>
/// <param name="EncodeMilliseconds">Time of the forward pass that encoded the probe, shared within a batch.</param>
/// <param name="SearchMilliseconds">Time of the fan-out over the shards; 0 in a verification.</param>
/// <param name="PredictedFpirLow">
/// Lower end of the 95 % interval of <paramref name="PredictedFpir"/>; null: too few people in the gallery, or a verification.
/// </param>
/// <param name="PredictedFpirHigh">Its upper end.</param>
/// <param name="FpirMeasuredOn">The population that the prediction was measured on, in a few words; null: there is no prediction.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.DecisionBasis")]
public sealed record DecisionBasis(
    [property: Id(0)] double? Threshold,
    [property: Id(1)] string? ThresholdSource,
    [property: Id(2)] double? PredictedFpir,
    [property: Id(3)] bool Extrapolated,
    [property: Id(4)] int GallerySize,
    [property: Id(5)] int Comparisons,
    [property: Id(6)] double EncodeMilliseconds = 0,
    [property: Id(7)] double SearchMilliseconds = 0,
    [property: Id(8)] double? PredictedFpirLow = null,
    [property: Id(9)] double? PredictedFpirHigh = null,
    [property: Id(10)] string? FpirMeasuredOn = null)
{
    /// <summary>Nothing was compared: the deadline passed first.</summary>
    public static DecisionBasis None { get; } = new(null, null, null, Extrapolated: false, 0, 0);
}
