using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>The triplet loss on squared L2 (Schroff et al. 2015, FaceNet, equation 3).</summary>
public static class TripletLoss
{
    /// <summary>Mean over the triplets of max(d(A,P) − d(A,N) + α, 0), d the squared L2 distance.</summary>
    /// <param name="encodings">N x D, with gradient.</param>
    /// <param name="triplets">At least one.</param>
    /// <param name="margin">α ≥ 0.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No triplet, or a negative margin.</exception>
    public static Tensor Of(Tensor encodings, TripletIndices triplets, double margin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        ArgumentOutOfRangeException.ThrowIfZero(triplets.Count, nameof(triplets));
        using var scope = NewDisposeScope();
        var anchors = Distances.Rows(encodings, triplets.Anchors);
        var near = anchors.sub(Distances.Rows(encodings, triplets.Positives)).Squared().sum(1);
        var far = anchors.sub(Distances.Rows(encodings, triplets.Negatives)).Squared().sum(1);
        return near.sub(far).Plus(margin).AtLeast(0).mean().MoveToOuterDisposeScope();
    }
}
