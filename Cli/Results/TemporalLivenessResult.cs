namespace FaceGrid.Cli.Results;

/// <summary>Temporal liveness of a burst.</summary>
/// <param name="Live">Fused score, 0 to 1: 1 − (1 − burst)(1 − blink).</param>
/// <param name="Burst">Score of depth and movement, 0 to 1.</param>
/// <param name="Blink">Score of a blink, 0 to 1; null: too few frames with measured eyes.</param>
/// <param name="BlinkFrame">Index of the frame most like a blink; null: no signal.</param>
internal sealed record TemporalLivenessResult(double Live, double Burst, double? Blink, int? BlinkFrame);
