namespace FaceGrid.Vision.Networks;

/// <summary>Size of a <see cref="MobileFaceNet"/>.</summary>
public sealed record MobileFaceNetOptions
{
    /// <summary>Input height in pixels, 112 in the paper.</summary>
    public int Height { get; init; } = 112;

    /// <summary>Input width in pixels, 112 or 96 in the paper.</summary>
    public int Width { get; init; } = 112;

    /// <summary>Factor on every channel count; counts are rounded to multiples of 8.</summary>
    public double WidthMultiplier { get; init; } = 1;

    /// <summary>Floats of an encoding.</summary>
    public int Embedding { get; init; } = 128;

    /// <exception cref="ArgumentException">A value that makes no network; the property is named.</exception>
    public void Validate()
    {
        if (Height < 16 || Height > 1024)
        {
            throw new ArgumentException($"{nameof(Height)} {Height}: 16 to 1024 pixels", nameof(Height));
        }

        if (Width < 16 || Width > 1024)
        {
            throw new ArgumentException($"{nameof(Width)} {Width}: 16 to 1024 pixels", nameof(Width));
        }

        if (!(WidthMultiplier >= 0.1 && WidthMultiplier <= 4))
        {
            throw new ArgumentException($"{nameof(WidthMultiplier)} {WidthMultiplier}: 0.1 to 4", nameof(WidthMultiplier));
        }

        if (Embedding < 1 || Embedding > 4096)
        {
            throw new ArgumentException($"{nameof(Embedding)} {Embedding}: 1 to 4096", nameof(Embedding));
        }
    }
}
