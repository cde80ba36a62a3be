namespace FaceGrid.Vision.Training.Liveness;

/// <summary>A synthetic eye-opening signal.</summary>
/// <param name="Opening">Eye aspect ratio of each frame (Soukupová and Čech 2016); null in frames without landmarks.</param>
/// <param name="Blink">True for the frames that belong to a blink.</param>
public sealed record EyeSignalSample(IReadOnlyList<double?> Opening, IReadOnlyList<bool> Blink)
{
    /// <summary>The signal holds a blink.</summary>
    public bool HasBlink => Blink.Contains(true);
}
