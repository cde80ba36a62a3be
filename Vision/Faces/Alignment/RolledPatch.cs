using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces.Alignment;

/// <summary>
/// The surroundings of a face whose head is rolled to a shoulder, rotated upright. Detectors are trained on upright faces: beyond some 30
/// degrees the landmarks that they find lie several pixels off, and the encoding of the crop far from that of the upright face.
/// </summary>
internal sealed class RolledPatch
{
    /// <summary>Roll from which landmarks are located a second time, in degrees.</summary>
    private const double LeastRoll = 20;

    /// <summary>Side of the patch as a multiple of the face's.</summary>
    private const double Surroundings = 2.2;

    private const int LeastSide = 96;
    private const int MostSide = 384;

    private readonly SimilarityTransform _toPhoto;

    private RolledPatch(RgbImage image, SimilarityTransform toPhoto) => (Image, _toPhoto) = (image, toPhoto);

    /// <summary>The upright surroundings; beyond the photo they are black.</summary>
    public RgbImage Image { get; }

    /// <summary>The patch of a face; null where the landmarks show no such roll.</summary>
    public static RolledPatch? Of(RgbImage photo, FaceBox box, FaceLandmarks landmarks)
    {
        if (SimilarityTransform.Fit(FaceTemplate.Landmarks, landmarks.Five) is not { } fit || Math.Abs(fit.Degrees) < LeastRoll)
        {
            return null;
        }

        var extent = Surroundings * Math.Max(box.Width, box.Height);
        var side = (int)Math.Clamp(Math.Round(extent), LeastSide, MostSide);
        var (a, b) = (fit.A / fit.Scale * extent / side, fit.B / fit.Scale * extent / side);
        var (x, y, half) = (box.X + (box.Width / 2), box.Y + (box.Height / 2), side / 2.0);
        var toPhoto = new SimilarityTransform(a, b, x - (a * half) + (b * half), y - (b * half) - (a * half));
        return new RolledPatch(FaceAligner.Warp(photo, toPhoto, side, side), toPhoto);
    }

    /// <summary>Whether landmarks in a patch show a head that needs no further turn.</summary>
    public static bool IsUpright(FaceLandmarks landmarks) =>
        SimilarityTransform.Fit(FaceTemplate.Landmarks, landmarks.Five) is { } fit && Math.Abs(fit.Degrees) < LeastRoll / 2;

    /// <summary>Whether a box in the patch is that of its face: its centre lies in the middle quarter.</summary>
    public bool IsOfTheFace(FaceBox box) =>
        Math.Abs(box.X + (box.Width / 2) - (Image.Width / 2.0)) < Image.Width / 4.0
        && Math.Abs(box.Y + (box.Height / 2) - (Image.Height / 2.0)) < Image.Height / 4.0;

    /// <summary>Landmarks in the patch as landmarks in the photo.</summary>
    public FaceLandmarks ToPhoto(FaceLandmarks landmarks) => new([.. landmarks.Points.Select(_toPhoto.Apply)]);
}
