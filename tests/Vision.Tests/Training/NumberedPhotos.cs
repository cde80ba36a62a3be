using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Tests.Training;

/// <summary>Pictures whose first pixel says whose they are and which one: (person, photo, 0).</summary>
internal sealed class NumberedPhotos(params int[] photos) : ITrainingPhotos
{
    public int People => photos.Length;

    public int PhotosOf(int person) => photos[person];

    public RgbImage Photo(int person, int photo)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(photo, photos[person]);
        var image = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        (image.Pixels[0], image.Pixels[1]) = ((byte)person, (byte)photo);
        return image;
    }
}
