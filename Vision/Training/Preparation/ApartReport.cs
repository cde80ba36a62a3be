namespace FaceGrid.Vision.Training.Preparation;

/// <summary>
/// Separation of a training set from a reference set (usually a test set): which people were too near, and how near the others are.
/// </summary>
/// <param name="Set">Folder of the reference set.</param>
/// <param name="Photos">Number of its photos that were encoded.</param>
/// <param name="Faceless">Number of its photos without a face, which were not compared.</param>
/// <param name="Model">Model version of the encoder.</param>
/// <param name="MeanNearerThan">The threshold for mean encodings, squared L2.</param>
/// <param name="NearerThan">The threshold for single photos, squared L2.</param>
/// <param name="Dropped">People who were too near, nearest first.</param>
/// <param name="Kept">All people who were kept, nearest first, measured on the finished set.</param>
/// <param name="SmallestMeanDistance">Smallest squared L2 of a mean encoding in the finished set.</param>
/// <param name="SmallestPhotoDistance">Smallest squared L2 of a photo in the finished set.</param>
public sealed record ApartReport(
    string Set,
    int Photos,
    int Faceless,
    string Model,
    double MeanNearerThan,
    double NearerThan,
    IReadOnlyList<NearIdentity> Dropped,
    IReadOnlyList<NearIdentity> Kept,
    double SmallestMeanDistance,
    double SmallestPhotoDistance);
