namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>
/// How training photos are varied. Each change is made with a probability, and then by an amount drawn evenly from its range.
/// </summary>
public sealed record AugmentationOptions
{
    /// <summary>Nothing changes.</summary>
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

    /// <summary>Probability of left and right exchanged.</summary>
    public double Mirror { get; init; } = 0.5;

    /// <summary>Probability of a random window of the photo, enlarged to its size.</summary>
    public double Crop { get; init; } = 0.5;

    /// <summary>The smallest window's side as a share of the photo's, above 0 to 1.</summary>
    public double SmallestCrop { get; init; } = 0.88;

    /// <summary>Probability of a rotation about the middle.</summary>
    public double Rotation { get; init; } = 0.3;

    /// <summary>Degrees either way, 0 to 180.</summary>
    public double MostDegrees { get; init; } = 8;

    /// <summary>Probability of a shear, along rows or columns.</summary>
    public double Shear { get; init; } = 0.2;

    /// <summary>Pixels sideways for each pixel across, either way, 0 to 1.</summary>
    public double MostShear { get; init; } = 0.08;

    /// <summary>Probability of other light: contrast, brightness, colour temperature and saturation together.</summary>
    public double Colour { get; init; } = 0.5;

    /// <summary>Contrast is multiplied by 1 ± this, 0 to 1.</summary>
    public double MostContrast { get; init; } = 0.25;

    /// <summary>Levels of 255 that are added, either way.</summary>
    public double MostBrightness { get; init; } = 24;

    /// <summary>Each channel is multiplied by 1 ± this of its own, 0 to 1.</summary>
    public double MostTint { get; init; } = 0.08;

    /// <summary>Distances from grey are multiplied by 1 ± this, 0 to 1.</summary>
    public double MostSaturation { get; init; } = 0.3;

    /// <summary>Probability of a Gaussian blur.</summary>
    public double Blur { get; init; } = 0.15;

    /// <summary>Standard deviation in pixels, at most; 0 to 8.</summary>
    public double MostBlur { get; init; } = 1.6;

    /// <summary>Probability of Gaussian noise, its own in each channel of each pixel.</summary>
    public double Noise { get; init; } = 0.2;

    /// <summary>Standard deviation in levels of 255, at most; 0 to 128.</summary>
    public double MostNoise { get; init; } = 8;

    /// <summary>Probability of a rectangle of one colour in front of the face (Zhong et al. 2017, "Random Erasing").</summary>
    public double Occlusion { get; init; } = 0.2;

    /// <summary>Its area as a share of the photo's, at most; 0 to 1.</summary>
    public double MostOcclusion { get; init; } = 0.15;

    /// <summary>The same changes with the same probabilities, their ranges multiplied.</summary>
    /// <param name="strength">0: ranges vanish (mirrors stay); 1: as they are; at most 2.</param>
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

    /// <exception cref="ArgumentException">A value out of its range; the property is named.</exception>
    public void Validate()
    {
        foreach (var (name, probability) in (ReadOnlySpan<(string, double)>)
            [
                (nameof(Mirror), Mirror), (nameof(Crop), Crop), (nameof(Rotation), Rotation), (nameof(Shear), Shear),
                (nameof(Colour), Colour), (nameof(Blur), Blur), (nameof(Noise), Noise), (nameof(Occlusion), Occlusion),
            ])
        {
            Demand(name, probability, 0, 1);
        }

        Demand(nameof(SmallestCrop), SmallestCrop, 0.1, 1);
        Demand(nameof(MostDegrees), MostDegrees, 0, 180);
        Demand(nameof(MostShear), MostShear, 0, 1);
        Demand(nameof(MostContrast), MostContrast, 0, 1);
        Demand(nameof(MostBrightness), MostBrightness, 0, 255);
        Demand(nameof(MostTint), MostTint, 0, 1);
        Demand(nameof(MostSaturation), MostSaturation, 0, 1);
        Demand(nameof(MostBlur), MostBlur, 0, 8);
        Demand(nameof(MostNoise), MostNoise, 0, 128);
        Demand(nameof(MostOcclusion), MostOcclusion, 0, 1);
    }

    private static void Demand(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} {value}: {least} to {most}"), name);
        }
    }
}
