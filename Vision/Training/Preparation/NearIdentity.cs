namespace FaceGrid.Vision.Training.Preparation;

/// <summary>How near a person of the training set comes to anybody of the other set.</summary>
/// <param name="Person">Of the training set.</param>
/// <param name="Photos">Their photos.</param>
/// <param name="MeanDistance">Squared L2 from the mean of their encodings to the nearest photo of the other set.</param>
/// <param name="MeanNearest">That photo.</param>
/// <param name="PhotoDistance">The smallest squared L2 between one of their photos and a photo of the other set.</param>
/// <param name="Photo">Their photo of that pair.</param>
/// <param name="PhotoNearest">The other set's photo of that pair.</param>
public sealed record NearIdentity(
    string Person, int Photos, double MeanDistance, string MeanNearest, double PhotoDistance, string Photo, string PhotoNearest)
{
    /// <summary>The smaller of the two.</summary>
    public double Distance => Math.Min(MeanDistance, PhotoDistance);
}
