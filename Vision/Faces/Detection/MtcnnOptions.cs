namespace FaceGrid.Vision.Faces.Detection;

/// <summary>How an <see cref="MtcnnDetector"/> looks at a photo.</summary>
public sealed record MtcnnOptions
{
    /// <summary>Score of the last network from which a box counts as a face.</summary>
    public double MinScore { get; init; } = 0.7;

    /// <summary>Scores of the first and the second network from which a candidate goes on to the next.</summary>
    public (double First, double Second) CandidateScores { get; init; } = (0.6, 0.7);

    /// <summary>The smallest face that is looked for, in pixels of the working copy.</summary>
    public int MinFaceSide { get; init; } = 20;

    /// <summary>Each copy that the first network sees is this much smaller than the one before.</summary>
    public double ScaleFactor { get; init; } = 0.709;

    /// <summary>
    /// Candidates are looked for in a copy whose longest side is at most this; it bounds time and memory whatever the photo's
    /// size. What is found is refined on the photo itself.
    /// </summary>
    public int WorkingSide { get; init; } = 1280;

    /// <exception cref="ArgumentException">A value that makes no sense; the property is named.</exception>
    public void Validate()
    {
        Share(MinScore, nameof(MinScore));
        Share(CandidateScores.First, nameof(CandidateScores));
        Share(CandidateScores.Second, nameof(CandidateScores));
        Share(ScaleFactor, nameof(ScaleFactor));
        if (MinFaceSide < 12)
        {
            throw new ArgumentException($"{nameof(MinFaceSide)} {MinFaceSide}: at least 12", nameof(MinFaceSide));
        }

        if (WorkingSide is < 64 or > 8192)
        {
            throw new ArgumentException($"{nameof(WorkingSide)} {WorkingSide}: 64 to 8192", nameof(WorkingSide));
        }
    }

    private static void Share(double value, string name)
    {
        if (!(value > 0 && value < 1))
        {
            throw new ArgumentException($"{name} {value}: above 0 and below 1", name);
        }
    }
}
