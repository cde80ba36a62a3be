using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Client.Photos;

/// <summary>A face of a photo, aligned for the encoder.</summary>
/// <param name="Crop">The 112 x 112 crop, with quality and liveness as measured in the photo.</param>
/// <param name="Where">Box and landmarks in the photo.</param>
/// <param name="FromCentre">Distance between the centres of the face's box and of the photo, in pixels.</param>
/// <param name="Time">Time to locate all faces of the photo; null if no detector ran.</param>
public sealed record PhotoFace(AlignedFace Crop, LocatedFace Where, double FromCentre, LocatingTime? Time)
{
    private double Area => Where.Box.Width * Where.Box.Height;

    /// <summary>Faces of the foreground: those whose sides are at least 0.4 of the largest face's, by area.</summary>
    public static IReadOnlyList<PhotoFace> InFront(IReadOnlyList<PhotoFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        const double MinAreaRatio = 0.4 * 0.4;
        var largest = faces.Count == 0 ? 0 : faces.Max(f => f.Area);
        return [.. faces.Where(f => f.Area >= MinAreaRatio * largest)];
    }

    /// <summary>The chosen face; <see cref="FaceChoice.Only"/> selects the first, which has the highest score.</summary>
    /// <param name="faces">At least one face, in descending order of their scores.</param>
    /// <param name="choice">Which face to select.</param>
    public static PhotoFace Choose(IReadOnlyList<PhotoFace> faces, FaceChoice choice) => choice switch
    {
        FaceChoice.Central => faces.MinBy(f => f.FromCentre)!,
        FaceChoice.Largest => faces.MaxBy(f => f.Area)!,
        _ => faces[0],
    };
}
