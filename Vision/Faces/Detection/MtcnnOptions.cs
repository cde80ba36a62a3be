namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Options of an <see cref="MtcnnDetector"/>.</summary>
public sealed record MtcnnOptions
{
    /// <summary>Minimum score of the last network for a face.</summary>
    public double MinScore { get; init; } = 0.7;

    /// <summary>Minimum scores of the first and second network for a candidate to reach the next network.</summary>
    public (double First, double Second) CandidateScores { get; init; } = (0.6, 0.7);

    /// <summary>Side of the smallest face to be detected, in pixels of the working copy.</summary>
    public int MinFaceSide { get; init; } = 20;

    /// <summary>Ratio of the sides of two successive levels of the image pyramid.</summary>
    public double ScaleFactor { get; init; } = 0.709;

    /// <summary>
    /// Longest side of the working copy in which candidates are proposed; it bounds time and memory for photos of any size. The
    /// candidates are refined on the photo itself.
    /// </summary>
    public int WorkingSide { get; init; } = 1280;

    /// <summary>Checks the ranges of all options.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names the property.</exception>
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
