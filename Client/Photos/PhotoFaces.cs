using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Client.Photos;

/// <summary>The faces found in one photo.</summary>
/// <param name="WidthPx">Width of the photo in pixels.</param>
/// <param name="HeightPx">Height of the photo in pixels.</param>
/// <param name="Faces">The faces, in descending order of their scores.</param>
/// <param name="Time">Time to locate them.</param>
/// <param name="Drawn">The photo with the faces drawn in; null if not requested.</param>
public sealed record PhotoFaces(int WidthPx, int HeightPx, IReadOnlyList<LocatedFace> Faces, LocatingTime Time, RgbImage? Drawn);
