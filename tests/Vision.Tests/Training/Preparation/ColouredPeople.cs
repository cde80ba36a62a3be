using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Training.Preparation;

/// <summary>Folders of people whose photos are of one colour each, in a folder of its own.</summary>
internal sealed class ColouredPeople : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.Path;

    public string PathOf(string relative) => Path.Combine(_folder.Path, relative);

    /// <summary>Photos 0.png, 1.png … of a person, one for each colour.</summary>
    public void Add(string source, string person, params (byte Red, byte Green, byte Blue)[] colours)
    {
        var to = Directory.CreateDirectory(Path.Combine(_folder.Path, source, person)).FullName;
        foreach (var colour in colours)
        {
            var name = $"{Directory.GetFiles(to).Length.ToString(CultureInfo.InvariantCulture)}.png";
            File.WriteAllBytes(Path.Combine(to, name), ImageCodec.EncodePng(Filled(colour, 112)));
        }
    }

    public static RgbImage Filled((byte Red, byte Green, byte Blue) colour, int side)
    {
        var photo = new RgbImage(side, side);
        for (var i = 0; i < photo.Pixels.Length; i += 3)
        {
            (photo.Pixels[i], photo.Pixels[i + 1], photo.Pixels[i + 2]) = colour;
        }

        return photo;
    }

    public void Dispose() => _folder.Dispose();
}
