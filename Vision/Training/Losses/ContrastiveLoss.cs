using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>The contrastive loss (Hadsell, Chopra and LeCun 2006, equation 4).</summary>
public static class ContrastiveLoss
{
    /// <summary>
    /// Mean over the pairs of ½ d² for photos of the same person and ½ max(m − d, 0)² for photos of two people, d = ‖a − b‖.
    /// </summary>
    /// <param name="encodings">N x D, with gradient.</param>
    /// <param name="pairs">At least one.</param>
    /// <param name="margin">m &gt; 0: pairs of different people farther apart than this have no loss.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No pair, or a margin that is not above 0.</exception>
    public static Tensor Of(Tensor encodings, PairIndices pairs, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(margin);
        ArgumentOutOfRangeException.ThrowIfZero(pairs.Count, nameof(pairs));
        using var scope = NewDisposeScope();
        var distance = Distances.Euclidean(Distances.Rows(encodings, pairs.First), Distances.Rows(encodings, pairs.Second));
        var same = Distances.Labels(pairs.Same, distance);
        var together = same.mul(distance.Squared());
        var apart = same.neg().Plus(1).mul(distance.neg().Plus(margin).AtLeast(0).Squared());
        return together.Plus(apart).mean().DividedBy(2).MoveToOuterDisposeScope();
    }
}
