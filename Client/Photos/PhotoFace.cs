using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Client.Photos;

/// <summary>A face of a photo, ready to be sent.</summary>
/// <param name="Crop">On the template, with what was seen of it in the photo.</param>
/// <param name="Where">In the photo.</param>
/// <param name="FromCentre">Pixels between the centre of its box and that of the photo.</param>
/// <param name="Time">Of locating every face of the photo; null where nobody looked for one.</param>
public sealed record PhotoFace(AlignedFace Crop, LocatedFace Where, double FromCentre, LocatingTime? Time)
{
    private double Area => Where.Box.Width * Where.Box.Height;

    /// <summary>Those who may have come to be photographed: a face with sides below 0.4 of the largest one's belongs to the background.</summary>
    public static IReadOnlyList<PhotoFace> InFront(IReadOnlyList<PhotoFace> faces)
    {
        const double Behind = 0.4 * 0.4;
        var largest = faces.Count == 0 ? 0 : faces.Max(f => f.Area);
        return [.. faces.Where(f => f.Area >= Behind * largest)];
    }

    /// <summary>The face that is meant, of at least one; <see cref="FaceChoice.Only"/> takes the surest.</summary>
    public static PhotoFace Choose(IReadOnlyList<PhotoFace> faces, FaceChoice choice) => choice switch
    {
        FaceChoice.Central => faces.MinBy(f => f.FromCentre)!,
        FaceChoice.Largest => faces.MaxBy(f => f.Area)!,
        _ => faces[0],
    };
}
