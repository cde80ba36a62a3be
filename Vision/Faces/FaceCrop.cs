using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>Converts an image that shows one face, and little else, to the size of the template.</summary>
public static class FaceCrop
{
    /// <summary>Minimum side in pixels of a face that can be recognised.</summary>
    public const int MinSide = 16;

    /// <summary>
    /// Returns an aligned image unchanged; from any other image, cuts the centre square and resizes it (bicubic, antialiased).
    /// </summary>
    /// <param name="aligned">Whether the image is aligned with the template; it must then be exactly 112 x 112.</param>
    /// <param name="name">Name of the image in error messages, usually the path.</param>
    /// <returns><see cref="FaceTemplate.Size"/> x <see cref="FaceTemplate.Size"/>.</returns>
    /// <exception cref="BadInputException">
    /// A side is below <see cref="MinSide"/>, or an aligned image does not have the template's size.
    /// </exception>
    public static RgbImage ToTemplate(RgbImage image, bool aligned, string name)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (Math.Min(image.Width, image.Height) < MinSide)
        {
            throw new BadInputException(
                name, $"{image.Width} x {image.Height} pixels are too small for a face crop (at least {MinSide} x {MinSide})");
        }

        if (!aligned)
        {
            return ImageOps.Resize(ImageOps.CropCentreSquare(image), FaceTemplate.Size, FaceTemplate.Size);
        }

        return image.Width == FaceTemplate.Size && image.Height == FaceTemplate.Size
            ? image
            : throw new BadInputException(
                name, $"{image.Width} x {image.Height} pixels, but an aligned face is {FaceTemplate.Size} x {FaceTemplate.Size}");
    }
}
