using FaceGrid.Vision.Training.Losses;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>A growing list of triplets, as positions in a batch.</summary>
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
