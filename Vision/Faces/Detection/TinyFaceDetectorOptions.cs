namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Options of a <see cref="TinyFaceDetector"/>.</summary>
public sealed record TinyFaceDetectorOptions
{
    /// <summary>Minimum objectness of a face.</summary>
    public double MinScore { get; init; } = 0.5;

    /// <summary>Intersection over union above which two boxes are the same face.</summary>
    public double MaxOverlap { get; init; } = 0.4;

    /// <summary>
    /// Input sizes of the network: longest sides in pixels, multiples of 32. The first is used for every photo; each further one,
    /// which finds smaller faces, only for photos larger than the size before it. The last bounds time and memory for photos of any
    /// size.
    /// </summary>
    public IReadOnlyList<int> Sides { get; init; } = [192, 416, 1280];

    /// <summary>Checks the ranges of all options.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message names the property.</exception>
    public void Validate()
    {
        if (!(MinScore > 0 && MinScore < 1))
        {
            throw new ArgumentException($"{nameof(MinScore)} {MinScore}: above 0 and below 1", nameof(MinScore));
        }

        if (!(MaxOverlap >= 0 && MaxOverlap < 1))
        {
            throw new ArgumentException($"{nameof(MaxOverlap)} {MaxOverlap}: 0 or more and below 1", nameof(MaxOverlap));
        }

        if (Sides.Count == 0 || Sides.Any(s => s is < 32 or > 4096 || s % 32 != 0))
        {
            throw new ArgumentException($"{nameof(Sides)} {string.Join(", ", Sides)}: multiples of 32 from 32 to 4096", nameof(Sides));
        }
    }
}
