using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Client.Photos;

/// <summary>What was found in one photo.</summary>
/// <param name="Drawn">The photo with it drawn in, where that is wanted.</param>
public sealed record PhotoFaces(int WidthPx, int HeightPx, IReadOnlyList<LocatedFace> Faces, LocatingTime Time, RgbImage? Drawn);
