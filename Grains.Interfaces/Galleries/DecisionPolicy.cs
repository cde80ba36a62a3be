namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>What a gallery's owner asks of its decisions.</summary>
/// <param name="Fpir">The share of strangers that may be taken for somebody; τ follows from it, from the model's calibration and from the live size.</param>
/// <param name="Threshold">A fixed τ instead; null: derived.</param>
/// <param name="ProbeQuality">A probe below it is not decided on.</param>
/// <param name="EnrolmentQuality">A photo below it is not enrolled.</param>
/// <param name="Fusion">How several templates of a person answer.</param>
/// <param name="RequireLiveness">A probe without a liveness score of at least <paramref name="LiveThreshold"/> is not decided on.</param>
/// <param name="LiveThreshold">On the fused liveness score, 0 to 1.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.DecisionPolicy")]
public sealed record DecisionPolicy(
    [property: Id(0)] double Fpir = DecisionPolicy.DefaultFpir,
    [property: Id(1)] double? Threshold = null,
    [property: Id(2)] QualityLevel ProbeQuality = QualityLevel.Standard,
    [property: Id(3)] QualityLevel EnrolmentQuality = QualityLevel.Standard,
    [property: Id(4)] TemplateFusion Fusion = TemplateFusion.Best,
    [property: Id(5)] bool RequireLiveness = false,
    [property: Id(6)] double LiveThreshold = DecisionPolicy.DefaultLiveThreshold)
{
    /// <summary>0.3 %: NIST FRTE 1:N reports FNIR at this FPIR for decisions that nobody reviews.</summary>
    public const double DefaultFpir = 0.003;

    public const double DefaultLiveThreshold = 0.5;

    /// <summary>Of a gallery whose owner has said nothing.</summary>
    public static DecisionPolicy Default { get; } = new();
}
