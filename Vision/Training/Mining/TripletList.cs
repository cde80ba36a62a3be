namespace FaceGrid.Vision.Training.Mining;

/// <summary>Triplets as they are found.</summary>
internal sealed class TripletList
{
    private readonly List<long> _anchors = [], _positives = [], _negatives = [];

    public void Add(int anchor, int positive, int negative)
    {
        _anchors.Add(anchor);
        _positives.Add(positive);
        _negatives.Add(negative);
    }

    public TripletIndices ToIndices() => new([.. _anchors], [.. _positives], [.. _negatives]);
}
