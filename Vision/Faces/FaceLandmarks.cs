namespace FaceGrid.Vision.Faces;

/// <summary>Landmarks of a face: the five of MTCNN (Zhang et al. 2016), or the 68 of iBUG 300-W (Sagonas et al. 2013).</summary>
public sealed class FaceLandmarks
{
    private const int Few = 5;

    private const int Many = 68;

    /// <summary>Stores a set of landmarks.</summary>
    /// <param name="points">
    /// Five points (left eye, right eye, nose tip, left and right corner of the mouth, as seen in the image) or 68 in iBUG's order,
    /// in pixels.
    /// </param>
    /// <exception cref="ArgumentException">The number of points is neither 5 nor 68.</exception>
    public FaceLandmarks(IReadOnlyList<ImagePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count is not Few and not Many)
        {
            throw new ArgumentException($"{points.Count} landmarks, {Few} or {Many} were expected", nameof(points));
        }

        Points = points;
    }

    /// <summary>All landmarks, 5 or 68, in pixels of the image.</summary>
    public IReadOnlyList<ImagePoint> Points { get; }

    /// <summary>The centre of the eye on the left of the image (the person's right eye).</summary>
    public ImagePoint LeftEye => Points.Count == Few ? Points[0] : Mean(36, 6);

    /// <summary>The centre of the eye on the right of the image.</summary>
    public ImagePoint RightEye => Points.Count == Few ? Points[1] : Mean(42, 6);

    /// <summary>The tip of the nose.</summary>
    public ImagePoint NoseTip => Points.Count == Few ? Points[2] : Points[30];

    /// <summary>The corner of the mouth on the left of the image.</summary>
    public ImagePoint LeftMouth => Points.Count == Few ? Points[3] : Points[48];

    /// <summary>The corner of the mouth on the right of the image.</summary>
    public ImagePoint RightMouth => Points.Count == Few ? Points[4] : Points[54];

    /// <summary>Left eye, right eye, nose tip, left and right corner of the mouth: the points used for alignment.</summary>
    public IReadOnlyList<ImagePoint> Five => [LeftEye, RightEye, NoseTip, LeftMouth, RightMouth];

    private ImagePoint Mean(int from, int count)
    {
        var (x, y) = (0.0, 0.0);
        for (var i = from; i < from + count; i++)
        {
            x += Points[i].X;
            y += Points[i].Y;
        }

        return new ImagePoint(x / count, y / count);
    }
}
