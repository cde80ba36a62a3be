namespace FaceGrid.Vision.Faces.Detection;

/// <summary>How a <see cref="TinyFaceDetector"/> looks at a photo.</summary>
public sealed record TinyFaceDetectorOptions
{
    /// <summary>Objectness from which a box counts as a face.</summary>
    public double MinScore { get; init; } = 0.5;

    /// <summary>Intersection over union from which two boxes are the same face.</summary>
    public double MaxOverlap { get; init; } = 0.4;

    /// <summary>
    /// Longest sides in pixels that the photo is looked at with, multiples of 32. The first is always used, also for smaller
    /// photos; each further one only for photos that are larger than the one before: it finds the smaller faces. The last
    /// bounds time and memory whatever the photo's size.
    /// </summary>
    public IReadOnlyList<int> Sides { get; init; } = [192, 416, 1280];

    /// <exception cref="ArgumentException">A value that makes no sense; the property is named.</exception>
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
