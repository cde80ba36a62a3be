using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training.Preparation;

namespace FaceGrid.Vision.Tests.Training.Preparation;

public sealed class CentralFaceTests
{
    [Fact]
    public void Find_SeveralFaces_TakesTheOneInTheMiddle()
    {
        var photo = new RgbImage(200, 160);
        photo.Pixels[((60 * 200) + 75) * 3] = 99;
        var finder = new CentralFace(new PlantedLocator(_ => [(0, 0), (75, 60), (150, 100)]), border: 0);

        Assert.Equal(99, finder.Find(photo, "photo")!.Pixels[0]);
    }

    [Fact]
    public void Find_OnlyWithABorder_AlignsFromThePhotoItself()
    {
        // White everywhere: grey could come from the border only, black from beyond the photo.
        var photo = new RgbImage(100, 100);
        Array.Fill(photo.Pixels, (byte)255);
        var finder = new CentralFace(new PlantedLocator(seen => seen.Width == 150 ? [(20, 55)] : []), border: 0.25);

        var face = finder.Find(photo, "photo")!;

        // The box begins 5 pixels left of the photo: 14 of the crop's 112 columns are beyond it.
        Assert.Equal((0, 255), (face.Pixels[((56 * 112) + 5) * 3], face.Pixels[((56 * 112) + 25) * 3]));
        Assert.DoesNotContain((byte)128, face.Pixels.Where((_, i) => i / 3 % 112 is < 13 or > 15));
    }

    [Fact]
    public void Find_NoFace_IsNull()
    {
        var photo = new RgbImage(100, 100);

        Assert.Null(new CentralFace(new PlantedLocator(_ => []), border: 0.25).Find(photo, "photo"));
        Assert.Null(new CentralFace(new PlantedLocator(seen => seen.Width > 100 ? [(30, 30)] : []), border: 0).Find(photo, "photo"));
    }
}
