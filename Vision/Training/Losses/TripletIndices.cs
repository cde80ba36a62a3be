namespace FaceGrid.Vision.Training.Losses;

/// <summary>Triplets of a batch; the three arrays have the same length.</summary>
/// <param name="Anchors">Position of each anchor in the batch.</param>
/// <param name="Positives">Position of another photo of the anchor's person.</param>
/// <param name="Negatives">Position of a photo of another person.</param>
public sealed record TripletIndices(long[] Anchors, long[] Positives, long[] Negatives)
{
    /// <summary>Number of triplets.</summary>
    public int Count => Anchors.Length;
}
