namespace FaceGrid.Vision.Training;

/// <summary>A made-up eye-opening signal.</summary>
/// <param name="Opening">Eye aspect ratios, null where a detector lost the eyes.</param>
/// <param name="Blink">Which frames belong to a blink.</param>
public sealed record EyeSignalSample(IReadOnlyList<double?> Opening, IReadOnlyList<bool> Blink)
{
    public bool HasBlink => Blink.Contains(true);
}
