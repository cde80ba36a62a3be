namespace FaceGrid.Vision.Faces;

/// <summary>Named places of a face: the five of MTCNN (Zhang et al. 2016), or the 68 of iBUG 300-W (Sagonas et al. 2013).</summary>
public sealed class FaceLandmarks
{
    private const int Few = 5;

    private const int Many = 68;

    /// <param name="points">Five (eye, eye, nose tip, mouth corner, mouth corner; left in the picture first) or 68 in iBUG's order.</param>
    /// <exception cref="ArgumentException">Another number of points.</exception>
    public FaceLandmarks(IReadOnlyList<ImagePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count is not Few and not Many)
        {
            throw new ArgumentException($"{points.Count} landmarks, {Few} or {Many} were expected", nameof(points));
        }

        Points = points;
    }

    public IReadOnlyList<ImagePoint> Points { get; }

    /// <summary>The centre of the eye that is on the left of the picture (the person's right eye).</summary>
    public ImagePoint LeftEye => Points.Count == Few ? Points[0] : Mean(36, 6);

    /// <summary>The centre of the eye that is on the right of the picture.</summary>
    public ImagePoint RightEye => Points.Count == Few ? Points[1] : Mean(42, 6);

    public ImagePoint NoseTip => Points.Count == Few ? Points[2] : Points[30];

    /// <summary>The corner of the mouth that is on the left of the picture.</summary>
    public ImagePoint LeftMouth => Points.Count == Few ? Points[3] : Points[48];

    public ImagePoint RightMouth => Points.Count == Few ? Points[4] : Points[54];

    /// <summary>Left eye, right eye, nose tip, left and right corner of the mouth: what the template is fitted to.</summary>
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
