namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>How live a face looks in a burst of frames.</summary>
/// <param name="Burst">0 to 1: that the frames show a face in depth that moves, and not a picture of one.</param>
/// <param name="Blink">0 to 1: that the eyes close and open within the burst; null where too few frames say how open they are.</param>
/// <param name="BlinkFrame">The frame that looks most like a blink; null without a signal.</param>
public sealed record TemporalLivenessScore(double Burst, double? Blink, int? BlinkFrame)
{
    /// <summary>
    /// 1 − (1 − burst)(1 − blink): a blink speaks for a live face, a second without one does not speak against it (people blink
    /// every three to six seconds). Like every sign of movement it cannot tell a film of a person from the person.
    /// </summary>
    public double Live => 1 - ((1 - Burst) * (1 - (Blink ?? 0)));

    public bool IsLive(double threshold = LivenessScore.DefaultThreshold) => Live >= threshold;
}
