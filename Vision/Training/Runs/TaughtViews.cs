using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a teacher that is asked within a step (<see cref="HintTeacher"/>) makes of a batch.</summary>
/// <param name="Encodings">N x 128 of L2 norm 1, without gradient.</param>
/// <param name="Hints">How far the student's maps are from the teacher's, with gradient.</param>
internal sealed record TaughtViews(Tensor Encodings, Tensor Hints);
