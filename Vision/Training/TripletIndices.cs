namespace FaceGrid.Vision.Training;

/// <summary>Triplets of a batch: for each i anchor, positive and negative as positions in the batch.</summary>
public sealed record TripletIndices(long[] Anchors, long[] Positives, long[] Negatives)
{
    public int Count => Anchors.Length;
}
