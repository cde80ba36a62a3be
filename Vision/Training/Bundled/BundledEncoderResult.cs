using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Training.Bundled;

/// <summary>The outcome of <see cref="BundledEncoderTraining"/>.</summary>
/// <param name="Output">Path of the weight file.</param>
/// <param name="Parameters">Number of trained parameters (float32).</param>
/// <param name="Seconds">Wall-clock time of the whole training.</param>
/// <param name="HeldOut">Error rates on synthetic people who were not trained on, of the weights in the file.</param>
/// <param name="HeldOutAfterClassify">The same of the weights before the triplet phase.</param>
public sealed record BundledEncoderResult(
    string Output, long Parameters, double Seconds, HeldOutResult HeldOut, HeldOutResult HeldOutAfterClassify);
