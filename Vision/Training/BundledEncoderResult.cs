namespace FaceGrid.Vision.Training;

/// <summary>The outcome of <see cref="BundledEncoderTraining"/>.</summary>
/// <param name="Output">The weight file.</param>
/// <param name="Parameters">Trained floats.</param>
/// <param name="Seconds">Wall-clock time of the whole run.</param>
/// <param name="HeldOut">Figures on made-up people who were not trained on, computed with the written file.</param>
/// <param name="HeldOutAfterClassify">The same before the triplets, in the network's own state.</param>
public sealed record BundledEncoderResult(
    string Output, long Parameters, double Seconds, HeldOutResult HeldOut, HeldOutResult HeldOutAfterClassify);
