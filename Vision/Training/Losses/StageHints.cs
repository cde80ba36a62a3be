using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// Learning the feature maps that another network of the same layers computes after each stage (Romero et al. 2015, "FitNets: Hints for
/// Thin Deep Nets", with a hint at every stage). A map gives a target at each of its positions, an encoding only one vector per photo, so
/// that fewer photos are needed.
/// </summary>
public static class StageHints
{
    /// <summary>
    /// Mean over the stages of Σ(s − t)² / Σ(t − mean t)²: 0 where the maps are equal, 1 where the student's map is constant at
    /// the mean of its teacher's map.
    /// </summary>
    /// <param name="student">
    /// A map for each stage, N x …, with gradient; N may be less than the teacher's and then covers the first photos.
    /// </param>
    /// <param name="teacher">Maps of the same photos, shapes and order; they receive no gradient.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">The shapes or the numbers of stages differ, or there is no stage.</exception>
    public static Tensor Of(IReadOnlyList<Tensor> student, IReadOnlyList<Tensor> teacher)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentNullException.ThrowIfNull(teacher);
        if (student.Count != teacher.Count || student.Count == 0)
        {
            throw new ArgumentException($"maps of {student.Count} stages and of {teacher.Count}", nameof(teacher));
        }

        using var scope = NewDisposeScope();
        Tensor? sum = null;
        for (var stage = 0; stage < student.Count; stage++)
        {
            var (s, all) = (student[stage], teacher[stage]);
            if (s.shape[0] > all.shape[0] || !s.shape.AsSpan(1).SequenceEqual(all.shape.AsSpan(1)))
            {
                throw new ArgumentException(
                    $"stage {stage}: maps of [{string.Join(", ", s.shape)}] and of [{string.Join(", ", all.shape)}]", nameof(teacher));
            }

            var t = all.detach().narrow(0, 0, s.shape[0]);
            var spread = t.sub(t.mean()).Squared().mean().AtLeast(1e-12);
            var term = s.sub(t).Squared().mean().div(spread);
            sum = sum is null ? term : sum.Plus(term);
        }

        return sum!.DividedBy(student.Count).MoveToOuterDisposeScope();
    }
}
