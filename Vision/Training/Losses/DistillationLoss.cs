using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// Learning another encoder's encodings (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network", with encodings in place of
/// logits). It needs photos but no identity labels.
/// </summary>
public static class DistillationLoss
{
    /// <summary>Mean over the photos of the difference that <see cref="DistillationKind"/> defines.</summary>
    /// <param name="student">N x D, with gradient.</param>
    /// <param name="teacher">N x D, of the same photos; receives no gradient.</param>
    /// <param name="kind">The measure of difference.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Of(Tensor student, Tensor teacher, DistillationKind kind)
    {
        if (!student.shape.AsSpan().SequenceEqual(teacher.shape))
        {
            throw new ArgumentException(
                $"encodings of [{string.Join(", ", student.shape)}] and of [{string.Join(", ", teacher.shape)}]", nameof(teacher));
        }

        using var scope = NewDisposeScope();
        var target = teacher.detach();
        var loss = kind switch
        {
            DistillationKind.Cosine => nn.functional.cosine_similarity(student, target, 1).neg().Plus(1),
            DistillationKind.SquaredL2 => student.sub(target).Squared().sum(1),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return loss.mean().MoveToOuterDisposeScope();
    }
}
