namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Liveness of a face in a burst of frames.</summary>
/// <param name="Burst">Probability that the frames show a moving three-dimensional face and not an image of one, 0 to 1.</param>
/// <param name="Blink">
/// Probability that the eyes close and open within the burst, 0 to 1; null where the eye opening is known for too few frames.
/// </param>
/// <param name="BlinkFrame">The frame with the highest blink score; null where <paramref name="Blink"/> is.</param>
public sealed record TemporalLivenessScore(double Burst, double? Blink, int? BlinkFrame)
{
    /// <summary>
    /// 1 − (1 − burst)(1 − blink): a blink is evidence for a live face, while a second without a blink is no evidence against
    /// it (people blink every three to six seconds). Motion cannot distinguish a person from a video of the person.
    /// </summary>
    public double Live => 1 - ((1 - Burst) * (1 - (Blink ?? 0)));
}
