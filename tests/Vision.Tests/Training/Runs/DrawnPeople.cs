using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Tests.Training.Runs;

/// <summary>People of two colours in a pattern of their own, every photo with other light: quick to make, and to tell apart.</summary>
internal sealed class DrawnPeople(params int[] photos) : ITrainingPhotos
{
    public int People => photos.Length;

    public int PhotosOf(int person) => photos[person];

    public RgbImage Photo(int person, int photo)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(photo, photos[person]);
        var (of, light) = (new Random(1000 + person), new Random((person * 100) + photo));
        var (a, b, period, slope) = (of.Next(200), of.Next(200), 6 + of.Next(20), of.Next(-2, 3));
        var (shift, brightness) = (light.Next(6), light.Next(50));
        var image = new RgbImage(FaceTemplate.Size, FaceTemplate.Size);
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
            {
                var at = 3 * ((y * image.Width) + x);
                var stripe = (x + (slope * y) + shift + 1000) / period % 2 == 0;
                (image.Pixels[at], image.Pixels[at + 1], image.Pixels[at + 2]) =
                    ((byte)((stripe ? a : b) + brightness), (byte)((stripe ? b : a) + brightness), (byte)((x * person % 150) + brightness));
            }
        }

        return image;
    }
}
