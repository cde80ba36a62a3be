using FaceGrid.Grains.Identities;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Client.Photos;

/// <summary>A face of a photo, ready to be sent.</summary>
/// <param name="Crop">On the template, with what was seen of it in the photo.</param>
/// <param name="Where">In the photo.</param>
internal sealed record PhotoFace(AlignedFace Crop, LocatedFace Where)
{
    public double Area => Where.Box.Width * Where.Box.Height;
}
