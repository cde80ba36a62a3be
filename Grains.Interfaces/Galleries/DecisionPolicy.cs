namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>Requirements of a gallery's owner for its decisions.</summary>
/// <param name="Fpir">
/// Permitted share of strangers that are recognised as an enrolled person; τ follows from it, the model's calibration and the live size.
/// </param>
/// <param name="Threshold">A fixed τ instead; null: derived.</param>
/// <param name="ProbeQuality">A probe below it gets no decision.</param>
/// <param name="EnrolmentQuality">A photo below it is not enrolled.</param>
/// <param name="Fusion">How the distances to several templates of a person are combined.</param>
/// <param name="RequireLiveness">A probe without a liveness score of at least <paramref name="LiveThreshold"/> gets no decision.</param>
/// <param name="LiveThreshold">Least fused liveness score, 0 to 1.</param>
/// <param name="UseOwnPeople">
/// Whether τ also follows from the distances between the gallery's own people (docs/adr/0021). False where enrolment photos are unlike
/// probes, so that enrolled people are nearer to each other than strangers at the door are to them; τ then follows from the calibration
/// alone.
/// </param>
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
    [property: Id(6)] double LiveThreshold = DecisionPolicy.DefaultLiveThreshold,
    [property: Id(7)] bool UseOwnPeople = true)
{
    /// <summary>0.3 %: NIST FRTE 1:N reports FNIR at this FPIR for decisions without human review.</summary>
    public const double DefaultFpir = 0.003;

    public const double DefaultLiveThreshold = 0.5;

    /// <summary>Policy of a gallery whose owner has set none.</summary>
    public static DecisionPolicy Default { get; } = new();
}
