namespace FaceGrid.Vision.Training.Preparation;

/// <summary>The smallest distances between a person of the training set and the reference set.</summary>
/// <param name="Person">Name of the person in the training set.</param>
/// <param name="Photos">Number of their photos.</param>
/// <param name="MeanDistance">Squared L2 from the mean of their encodings to the nearest photo of the reference set.</param>
/// <param name="MeanNearest">Path of that photo.</param>
/// <param name="PhotoDistance">The smallest squared L2 between one of their photos and a photo of the reference set.</param>
/// <param name="Photo">Path of their photo of that pair.</param>
/// <param name="PhotoNearest">Path of the reference set's photo of that pair.</param>
public sealed record NearIdentity(
    string Person, int Photos, double MeanDistance, string MeanNearest, double PhotoDistance, string Photo, string PhotoNearest)
{
    /// <summary>The smaller of the two.</summary>
    public double Distance => Math.Min(MeanDistance, PhotoDistance);
}
