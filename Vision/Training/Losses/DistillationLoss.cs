using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// Learning another encoder's encodings (Hinton et al. 2015, "Distilling the Knowledge in a Neural Network", with
/// encodings in the place of logits): it needs photos, and nobody's name.
/// </summary>
public static class DistillationLoss
{
    /// <summary>Mean over the photos of what <see cref="DistillationKind"/> says.</summary>
    /// <param name="student">N x D, with gradient.</param>
    /// <param name="teacher">N x D, of the same photos; it gets no gradient.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">Shapes that differ.</exception>
    public static Tensor Of(Tensor student, Tensor teacher, DistillationKind kind)
    {
        if (!student.shape.AsSpan().SequenceEqual(teacher.shape))
        {
            throw new ArgumentException($"encodings of [{string.Join(", ", student.shape)}] and of [{string.Join(", ", teacher.shape)}]", nameof(teacher));
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
