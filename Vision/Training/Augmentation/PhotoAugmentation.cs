using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Augmentation;

/// <summary>
/// Augments photos: mirror, crop, rotation and shear in one resampling, then light, blur, noise and occlusion. The same photo, options and
/// generator state give the same bytes. Safe for concurrent calls with different generators.
/// </summary>
public sealed class PhotoAugmentation
{
    private readonly AugmentationOptions _options;

    /// <param name="options">Probabilities and ranges.</param>
    /// <exception cref="ArgumentException">A value is out of range; the exception names the property.</exception>
    public PhotoAugmentation(AugmentationOptions options)
    {
        options.Validate();
        _options = options;
    }

    /// <summary>Augments a photo.</summary>
    /// <param name="photo">Of any size; not changed.</param>
    /// <param name="random">Advances by the same number of draws whatever is changed; noise takes its seed from one of them.</param>
    /// <returns>An image of the photo's size; the photo itself where nothing is changed.</returns>
    public RgbImage Apply(RgbImage photo, Random random)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(random);
        var place = DrawPlace(photo, random);
        var light = DrawLight(random);
        var blur = Chance(random, _options.Blur) * random.NextDouble() * _options.MostBlur;
        var noise = Chance(random, _options.Noise) * random.NextDouble() * _options.MostNoise;
        var noiseSeed = (ulong)random.NextInt64();
        var occluder = DrawOccluder(photo, random);

        // Resampling makes a copy unless the map is the identity; changes in place need one.
        var result = Resampling.Apply(photo, place);
        if (light is { } given)
        {
            result = Own(result, photo);
            given.Apply(result.Pixels);
        }

        if (blur > GaussianBlur.Least)
        {
            result = GaussianBlur.Apply(result, blur);
        }

        if (noise > 0)
        {
            result = Own(result, photo);
            PixelNoise.Add(result.Pixels, noise, noiseSeed);
        }

        if (occluder is { } front)
        {
            result = Own(result, photo);
            front.Draw(result);
        }

        return result;
    }

    private static RgbImage Own(RgbImage image, RgbImage given) =>
        ReferenceEquals(image, given) ? new RgbImage(given.Width, given.Height, (byte[])given.Pixels.Clone()) : image;

    /// <summary>1 with the given probability, 0 otherwise; one draw.</summary>
    private static double Chance(Random random, double probability) => random.NextDouble() < probability ? 1 : 0;

    /// <summary>Uniform from −1 to 1.</summary>
    private static double EitherWay(Random random) => (random.NextDouble() * 2) - 1;

    /// <summary>The map from the result's pixels to the photo's: crop, rotation, shear and mirror about the centre.</summary>
    private Affine DrawPlace(RgbImage photo, Random random)
    {
        var mirror = Chance(random, _options.Mirror);
        var cropped = Chance(random, _options.Crop);
        var side = 1 - (cropped * random.NextDouble() * (1 - _options.SmallestCrop));
        var (right, down) = (EitherWay(random) * (1 - side) / 2 * photo.Width, EitherWay(random) * (1 - side) / 2 * photo.Height);
        var radians = Chance(random, _options.Rotation) * EitherWay(random) * _options.MostDegrees * Math.PI / 180;
        var shear = Chance(random, _options.Shear) * EitherWay(random) * _options.MostShear;
        var along = Chance(random, 0.5);
        return Affine.About(photo.Width, photo.Height)
            .Shifted(right, down)
            .Scaled(side)
            .Rotated(radians)
            .Sheared(shear * along, shear * (1 - along))
            .Mirrored(mirror > 0);
    }

    private Light? DrawLight(Random random)
    {
        var given = Chance(random, _options.Colour) > 0;
        var light = new Light(
            1 + (EitherWay(random) * _options.MostContrast),
            EitherWay(random) * _options.MostBrightness,
            1 + (EitherWay(random) * _options.MostTint),
            1 + (EitherWay(random) * _options.MostTint),
            1 + (EitherWay(random) * _options.MostTint),
            1 + (EitherWay(random) * _options.MostSaturation));
        return given ? light : null;
    }

    private Occluder? DrawOccluder(RgbImage photo, Random random)
    {
        var given = Chance(random, _options.Occlusion) > 0;
        var area = random.NextDouble() * _options.MostOcclusion * photo.Width * photo.Height;

        // Aspect ratios from 1 : 3 to 3 : 1, uniform in the logarithm.
        var aspect = Math.Pow(3, EitherWay(random));
        var width = Math.Clamp((int)Math.Sqrt(area * aspect), 1, photo.Width);
        var height = Math.Clamp((int)Math.Sqrt(area / aspect), 1, photo.Height);
        var (x, y) = (random.Next(photo.Width - width + 1), random.Next(photo.Height - height + 1));
        var colour = random.Next(1 << 24);
        return given ? new Occluder(x, y, width, height, colour) : null;
    }
}
