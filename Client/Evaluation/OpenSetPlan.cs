using FaceGrid.Grains.Identities;


namespace FaceGrid.Client.Evaluation;

/// <summary>An open-set 1:K experiment: whom to enrol, and which probes to ask about. Crops are made when they are needed.</summary>
/// <param name="Enrolments">One photo of each person.</param>
/// <param name="Mated">Other photos of the same people.</param>
/// <param name="Strangers">Photos of people who are not enrolled.</param>
internal sealed record OpenSetPlan(
    IReadOnlyList<(string Person, Func<AlignedFace> Crop)> Enrolments,
    IReadOnlyList<(string Person, Func<AlignedFace> Crop)> Mated,
    IReadOnlyList<Func<AlignedFace>> Strangers);
