using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// The triplet loss on the Euclidean distance (Hermans et al. 2017, section 2, who found it less prone to collapse than the squared
/// distance): its gradient does not vanish as two encodings approach each other.
/// </summary>
public static class EuclideanTripletLoss
{
    /// <summary>Mean over the triplets of max(‖A − P‖ − ‖A − N‖ + g, 0).</summary>
    /// <param name="encodings">N x D, with gradient.</param>
    /// <param name="triplets">At least one.</param>
    /// <param name="gap">g ≥ 0, a difference of distances: on the unit sphere distances are 0 to 2.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No triplet, or a negative gap.</exception>
    public static Tensor Of(Tensor encodings, TripletIndices triplets, double gap)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        ArgumentOutOfRangeException.ThrowIfZero(triplets.Count, nameof(triplets));
        using var scope = NewDisposeScope();
        var anchors = Distances.Rows(encodings, triplets.Anchors);
        var near = Distances.Euclidean(anchors, Distances.Rows(encodings, triplets.Positives));
        var far = Distances.Euclidean(anchors, Distances.Rows(encodings, triplets.Negatives));
        return near.sub(far).Plus(gap).AtLeast(0).mean().MoveToOuterDisposeScope();
    }
}
