namespace FaceGrid.Vision.Faces.Detection;

/// <summary>A box on its way through MTCNN's networks.</summary>
/// <param name="Box">What the network judged; suppression compares these, as the authors do.</param>
/// <param name="Corrected">Where the network says that the face is.</param>
/// <param name="Logit">How sure it is: ln p/(1−p). Probabilities near 1 tie in float32, or differ by rounding alone.</param>
internal readonly record struct MtcnnCandidate(FaceBox Box, FaceBox Corrected, double Logit)
{
    public MtcnnCandidate(FaceBox box, ReadOnlySpan<float> shares, double logit)
        : this(box, Correct(box, shares), logit)
    {
    }

    /// <summary>What the next network is shown: the square with the same centre and the longer of the two sides.</summary>
    public FaceBox Square
    {
        get
        {
            var side = Math.Max(Corrected.Width, Corrected.Height);
            return new FaceBox(Corrected.X + ((Corrected.Width - side) / 2), Corrected.Y + ((Corrected.Height - side) / 2), side, side);
        }
    }

    /// <summary>The box with each of its sides moved by a share of its width or height.</summary>
    /// <param name="shares">Left, top, right, bottom.</param>
    public static FaceBox Correct(FaceBox box, ReadOnlySpan<float> shares)
    {
        var (left, top) = (box.X + (shares[0] * box.Width), box.Y + (shares[1] * box.Height));
        return new FaceBox(
            left, top, box.X + box.Width + (shares[2] * box.Width) - left, box.Y + box.Height + (shares[3] * box.Height) - top);
    }

    /// <summary>Non-maximum suppression over the boxes that were judged; the surest come first.</summary>
    public static List<MtcnnCandidate> Suppress(List<MtcnnCandidate> candidates, double threshold, int most) =>
        [.. NonMaxSuppression.Keep(
            [.. candidates.Select(c => c.Box)], [.. candidates.Select(c => c.Logit)], threshold, BoxOverlap.OverUnion, most).Select(i => candidates[i])];
}
