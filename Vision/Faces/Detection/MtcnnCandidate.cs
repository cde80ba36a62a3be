namespace FaceGrid.Vision.Faces.Detection;

/// <summary>A candidate box of MTCNN's cascade.</summary>
/// <param name="Box">
/// The box that the network scored; non-maximum suppression compares these boxes, as in the authors' implementation.
/// </param>
/// <param name="Corrected">The box after the network's regression.</param>
/// <param name="Logit">Score as ln p/(1−p), because probabilities near 1 are equal in float32 or differ by rounding only.</param>
internal readonly record struct MtcnnCandidate(FaceBox Box, FaceBox Corrected, double Logit)
{
    public MtcnnCandidate(FaceBox box, ReadOnlySpan<float> shares, double logit)
        : this(box, Correct(box, shares), logit)
    {
    }

    /// <summary>Input region of the next network: the square with the same centre and the longer of the two sides.</summary>
    public FaceBox Square
    {
        get
        {
            var side = Math.Max(Corrected.Width, Corrected.Height);
            return new FaceBox(Corrected.X + ((Corrected.Width - side) / 2), Corrected.Y + ((Corrected.Height - side) / 2), side, side);
        }
    }

    /// <summary>The box with each side moved by a fraction of the width or height.</summary>
    /// <param name="shares">The fractions for left, top, right, bottom.</param>
    public static FaceBox Correct(FaceBox box, ReadOnlySpan<float> shares)
    {
        var (left, top) = (box.X + (shares[0] * box.Width), box.Y + (shares[1] * box.Height));
        return new FaceBox(
            left, top, box.X + box.Width + (shares[2] * box.Width) - left, box.Y + box.Height + (shares[3] * box.Height) - top);
    }

    /// <summary>Non-maximum suppression over the scored boxes; the result is in descending order of score.</summary>
    public static List<MtcnnCandidate> Suppress(List<MtcnnCandidate> candidates, double threshold, int most) =>
        [.. NonMaxSuppression.Keep(
            [.. candidates.Select(c => c.Box)], [.. candidates.Select(c => c.Logit)], threshold, BoxOverlap.OverUnion, most)
            .Select(i => candidates[i])];
}
