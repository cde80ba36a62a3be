namespace FaceGrid.Vision.Training.Preparation;

/// <summary>That a training set keeps away from another set, and how far.</summary>
/// <param name="Set">The other set's folder.</param>
/// <param name="Photos">Its photos that were encoded.</param>
/// <param name="Faceless">Photos of it in which no face was found: nobody was compared with them.</param>
/// <param name="Model">The encoder's version.</param>
/// <param name="MeanNearerThan">The threshold for mean encodings, squared L2.</param>
/// <param name="NearerThan">The threshold for single photos, squared L2.</param>
/// <param name="Dropped">Who was too near, the nearest first.</param>
/// <param name="Kept">Everybody who was kept, nearest first; measured anew on the finished set.</param>
/// <param name="SmallestMeanDistance">Of the finished set.</param>
/// <param name="SmallestPhotoDistance">Of the finished set.</param>
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
