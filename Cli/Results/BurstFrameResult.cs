using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Results;

/// <summary>The answer of one frame of a burst.</summary>
/// <param name="Probe">Path of the frame.</param>
/// <param name="Outcome">The decision.</param>
/// <param name="Identity">The recognised identity; null: not recognised or not decided.</param>
/// <param name="Distance">Squared distance to the nearest identity; null: empty gallery or not decided.</param>
/// <param name="Why">Reason code of 'cannot decide'; null: decided.</param>
/// <param name="Reason">Reason text of 'cannot decide'; null: decided.</param>
internal sealed record BurstFrameResult(
    string Probe, Outcome Outcome, string? Identity, double? Distance, UndecidedReason? Why, string? Reason);
