namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>
/// Augmentation of training photos. Each change is applied with its probability, by an amount drawn uniformly from its range.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>No change: all probabilities are 0.</summary>
    public static AugmentationOptions None { get; } = new()
    {
        Mirror = 0,
        Crop = 0,
        Rotation = 0,
        Shear = 0,
        Colour = 0,
        Blur = 0,
        Noise = 0,
        Occlusion = 0,
    };

    /// <summary>Probability of mirroring left to right.</summary>
    public double Mirror { get; init; } = 0.5;

    /// <summary>Probability of cropping a random window and scaling it to the size of the photo.</summary>
    public double Crop { get; init; } = 0.5;

    /// <summary>Side of the smallest window as a share of the photo's, 0.1 to 1.</summary>
    public double SmallestCrop { get; init; } = 0.88;

    /// <summary>Probability of a rotation about the centre.</summary>
    public double Rotation { get; init; } = 0.3;

    /// <summary>Greatest angle in degrees, in either direction; 0 to 180.</summary>
    public double MostDegrees { get; init; } = 8;

    /// <summary>Probability of a shear, along rows or columns.</summary>
    public double Shear { get; init; } = 0.2;

    /// <summary>Greatest shear, in pixels along one axis per pixel along the other, in either direction; 0 to 1.</summary>
    public double MostShear { get; init; } = 0.08;

    /// <summary>Probability of a change of light: contrast, brightness, tint and saturation together.</summary>
    public double Colour { get; init; } = 0.5;

    /// <summary>Contrast is multiplied by 1 ± this, 0 to 1.</summary>
    public double MostContrast { get; init; } = 0.25;

    /// <summary>Brightness changes by up to this many levels of 255, in either direction; 0 to 255.</summary>
    public double MostBrightness { get; init; } = 24;

    /// <summary>Each channel is multiplied by a separate factor of 1 ± this, 0 to 1.</summary>
    public double MostTint { get; init; } = 0.08;

    /// <summary>The difference from grey is multiplied by 1 ± this, 0 to 1.</summary>
    public double MostSaturation { get; init; } = 0.3;

    /// <summary>Probability of a Gaussian blur.</summary>
    public double Blur { get; init; } = 0.15;

    /// <summary>Greatest standard deviation of the blur in pixels, 0 to 8.</summary>
    public double MostBlur { get; init; } = 1.6;

    /// <summary>Probability of Gaussian noise, independent in each channel of each pixel.</summary>
    public double Noise { get; init; } = 0.2;

    /// <summary>Greatest standard deviation of the noise in levels of 255, 0 to 128.</summary>
    public double MostNoise { get; init; } = 8;

    /// <summary>Probability of a rectangle of one colour in front of the face (Zhong et al. 2017, "Random Erasing").</summary>
    public double Occlusion { get; init; } = 0.2;

    /// <summary>Greatest area of the rectangle as a share of the photo's, 0 to 1.</summary>
    public double MostOcclusion { get; init; } = 0.15;

    /// <summary>The same probabilities with all ranges multiplied by a factor.</summary>
    /// <param name="strength">0 to 2; 0 leaves only mirroring.</param>
    /// <exception cref="ArgumentException">The strength, or a range multiplied by it, is out of range.</exception>
    public AugmentationOptions Scaled(double strength)
    {
        if (!(strength is >= 0 and <= 2))
        {
            throw new ArgumentOutOfRangeException(nameof(strength), strength, "0 to 2");
        }

        var scaled = this with
        {
            SmallestCrop = 1 - ((1 - SmallestCrop) * strength),
            MostDegrees = MostDegrees * strength,
            MostShear = MostShear * strength,
            MostContrast = MostContrast * strength,
            MostBrightness = MostBrightness * strength,
            MostTint = MostTint * strength,
            MostSaturation = MostSaturation * strength,
            MostBlur = MostBlur * strength,
            MostNoise = MostNoise * strength,
            MostOcclusion = MostOcclusion * strength,
        };
        scaled.Validate();
        return scaled;
    }

    /// <exception cref="ArgumentException">A value is out of range; the exception names the property.</exception>
    public void Validate()
    {
        foreach (var (name, probability) in (ReadOnlySpan<(string, double)>)
            [
                (nameof(Mirror), Mirror), (nameof(Crop), Crop), (nameof(Rotation), Rotation), (nameof(Shear), Shear),
                (nameof(Colour), Colour), (nameof(Blur), Blur), (nameof(Noise), Noise), (nameof(Occlusion), Occlusion),
            ])
        {
            RequireRange(name, probability, 0, 1);
        }

        RequireRange(nameof(SmallestCrop), SmallestCrop, 0.1, 1);
        RequireRange(nameof(MostDegrees), MostDegrees, 0, 180);
        RequireRange(nameof(MostShear), MostShear, 0, 1);
        RequireRange(nameof(MostContrast), MostContrast, 0, 1);
        RequireRange(nameof(MostBrightness), MostBrightness, 0, 255);
        RequireRange(nameof(MostTint), MostTint, 0, 1);
        RequireRange(nameof(MostSaturation), MostSaturation, 0, 1);
        RequireRange(nameof(MostBlur), MostBlur, 0, 8);
        RequireRange(nameof(MostNoise), MostNoise, 0, 128);
        RequireRange(nameof(MostOcclusion), MostOcclusion, 0, 1);
    }

    private static void RequireRange(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} {value}: {least} to {most}"), name);
        }
    }
}
