using System.Security.Cryptography;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The images of a run, of any sizes.</summary>
/// <param name="Styles">One at least.</param>
/// <param name="Start">For <see cref="StyleStart.Image"/>; else null.</param>
/// <param name="Masks">Null, or for each style image where it counts: white fully, black not at all. They are laid over the generated image.</param>
public sealed record StyleImages(RgbImage Content, IReadOnlyList<RgbImage> Styles, RgbImage? Start = null, IReadOnlyList<RgbImage>? Masks = null)
{
    /// <exception cref="BadInputException">They do not belong to the settings.</exception>
    public void Check(StyleSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (Styles.Count == 0)
        {
            throw new BadInputException("--style", "one style image at least is needed");
        }

        if (Masks is not null && Masks.Count != Styles.Count)
        {
            throw new BadInputException("--mask", $"{Masks.Count} masks for {Styles.Count} style images: each needs one, or none has any");
        }

        if (Start is null && settings.Start.Kind == StyleStart.Image)
        {
            throw new BadInputException("--start", "the start image is missing");
        }

        settings.BlendOf(Styles.Count);
    }

    /// <summary>SHA-256 over sizes, pixels and parts played, lower-case hexadecimal.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append("content", Content);
        foreach (var style in Styles)
        {
            Append("style", style);
        }

        Append("start", Start);
        foreach (var mask in Masks ?? [])
        {
            Append("mask", mask);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string part, RgbImage? image)
        {
            if (image is not null)
            {
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{part} {image.Width}x{image.Height} ")));
                hash.AppendData(image.Pixels);
            }
        }
    }
}
