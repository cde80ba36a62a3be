using System.Globalization;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>Size of a <see cref="Backbone"/>.</summary>
public sealed record BackboneOptions
{
    /// <summary>Input height in pixels.</summary>
    public int Height { get; init; } = 112;

    /// <summary>Input width in pixels.</summary>
    public int Width { get; init; } = 112;

    /// <summary>Number of outputs: floats of an encoding, or classes where the last layer is a classifier.</summary>
    public int Embedding { get; init; } = 128;

    /// <summary>
    /// Factor on the channel counts of the paper; for factors other than 1 the counts are rounded to multiples of 8.
    /// </summary>
    public double WidthMultiplier { get; init; } = 1;

    /// <summary>
    /// For MobileFaceNet only: whether the PReLU slopes are trained. Fixed slopes are faster to train on a CPU.
    /// </summary>
    public bool LearnSlopes { get; init; } = true;

    /// <summary>Checks the ranges of all options.</summary>
    /// <exception cref="BadInputException">A value is out of the range of every architecture.</exception>
    public void Validate()
    {
        if (Height is < 16 or > 1024 || Width is < 16 or > 1024)
        {
            throw new BadInputException($"input of {Height}x{Width}", "16 to 1024 pixels high and wide were expected");
        }

        if (!(WidthMultiplier >= 0.1 && WidthMultiplier <= 4))
        {
            throw new BadInputException(
                string.Create(CultureInfo.InvariantCulture, $"width multiplier {WidthMultiplier}"), "0.1 to 4 was expected");
        }

        if (Embedding is < 1 or > 65536)
        {
            throw new BadInputException($"embedding of {Embedding}", "1 to 65536 floats were expected");
        }
    }

    /// <summary>The number of channels at this width for a channel count of the paper.</summary>
    internal int Channels(int full) =>
        WidthMultiplier == 1 ? full : Math.Max(8, (int)Math.Round(full * WidthMultiplier / 8, MidpointRounding.AwayFromZero) * 8);
}
