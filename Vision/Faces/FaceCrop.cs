using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>Brings a picture that shows one face, and little else, onto the template.</summary>
public static class FaceCrop
{
    /// <summary>Shortest side in pixels from which a face can still be told from another.</summary>
    public const int MinSide = 16;

    /// <summary>
    /// An aligned picture is the template already and is returned as it is; of any other the centre square is taken and
    /// resized (bicubic, antialiased).
    /// </summary>
    /// <param name="aligned">Eyes and mouth are where the template has them: the picture must be exactly 112 x 112.</param>
    /// <param name="name">What to call the picture in an error: most often the path.</param>
    /// <returns><see cref="FaceTemplate.Size"/> x <see cref="FaceTemplate.Size"/>.</returns>
    /// <exception cref="BadInputException">A side below <see cref="MinSide"/>, or aligned and not of the template's size.</exception>
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
