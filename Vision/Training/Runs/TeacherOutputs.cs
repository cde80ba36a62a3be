using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a <see cref="HintTeacher"/> contributes to a step.</summary>
/// <param name="Encodings">The teacher's encodings of the batch: N x 128 of L2 norm 1, without gradient.</param>
/// <param name="Hints">
/// The loss between the student's and the teacher's maps (<see cref="Losses.StageHints"/>): a scalar with gradient.
/// </param>
internal sealed record TeacherOutputs(Tensor Encodings, Tensor Hints);
