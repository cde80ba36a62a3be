using System.Security.Cryptography;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>The images of a run, of any sizes.</summary>
/// <param name="Content">C.</param>
/// <param name="Styles">S: one or more.</param>
/// <param name="Start">For <see cref="StyleStart.Image"/>; otherwise null.</param>
/// <param name="Masks">
/// Null, or a mask for each style image, scaled to the generated image: the style applies fully where it is white, not at all where it is
/// black.
/// </param>
public sealed record StyleImages(
    RgbImage Content, IReadOnlyList<RgbImage> Styles, RgbImage? Start = null, IReadOnlyList<RgbImage>? Masks = null)
{
    /// <summary>Checks that the images fit the settings.</summary>
    /// <exception cref="BadInputException">An image is missing, or the number of masks or blend weights does not match.</exception>
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

    /// <summary>SHA-256 over roles, sizes and pixels, lower-case hexadecimal.</summary>
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
                var label = FormattableString.Invariant($"{part} {image.Width}x{image.Height} ");
                hash.AppendData(System.Text.Encoding.UTF8.GetBytes(label));
                hash.AppendData(image.Pixels);
            }
        }
    }
}
