namespace FaceGrid.Vision.Training;

/// <summary>
/// Batch-hard mining (Hermans et al. 2017): for each photo as anchor the farthest photo of the same person and the nearest
/// of another.
/// </summary>
public static class BatchHardMiner
{
    /// <param name="distances">N x N squared distances, row-major.</param>
    /// <param name="people">N: whose photo each is.</param>
    /// <returns>Indices into the batch; photos without a positive or a negative are left out.</returns>
    public static TripletIndices Mine(ReadOnlySpan<float> distances, ReadOnlySpan<long> people)
    {
        var n = people.Length;
        if (distances.Length != n * n)
        {
            throw new ArgumentException($"{distances.Length} distances of {n} photos", nameof(distances));
        }

        var (anchors, positives, negatives) = (new List<long>(n), new List<long>(n), new List<long>(n));
        for (var a = 0; a < n; a++)
        {
            var (positive, negative) = (-1, -1);
            for (var i = 0; i < n; i++)
            {
                var d = distances[(a * n) + i];
                if (people[i] == people[a])
                {
                    if (i != a && (positive < 0 || d > distances[(a * n) + positive]))
                    {
                        positive = i;
                    }
                }
                else if (negative < 0 || d < distances[(a * n) + negative])
                {
                    negative = i;
                }
            }

            if (positive >= 0 && negative >= 0)
            {
                anchors.Add(a);
                positives.Add(positive);
                negatives.Add(negative);
            }
        }

        return new TripletIndices([.. anchors], [.. positives], [.. negatives]);
    }
}
