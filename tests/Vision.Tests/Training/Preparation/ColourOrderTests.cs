using FaceGrid.Vision.Training.Preparation;

namespace FaceGrid.Vision.Tests.Training.Preparation;

public sealed class ColourOrderTests
{
    private static readonly (byte, byte, byte) Skin = (200, 150, 120), Exchanged = (120, 150, 200), Grey = (140, 140, 140);

    [Fact]
    public void Redness_MiddleOfThePhoto_IsRedLessBlue()
    {
        var photo = ColouredPeople.Filled(Skin, 40);
        photo.Pixels[0] = 0;

        Assert.Equal(80, ColourOrder.Redness(photo), 1e-12);
        Assert.Equal(-80, ColourOrder.Redness(ColourOrder.Exchanged(photo)), 1e-12);
    }

    [Fact]
    public void OfSource_MostColouredPhotosBlue_IsBlueFirst()
    {
        Assert.Equal(ChannelOrder.Bgr, ColourOrder.OfSource([-50, -30, 20, 0, 1, 2, 3]));
        Assert.Equal(ChannelOrder.Rgb, ColourOrder.OfSource([50, 30, -20, -1, -2]));
        Assert.Equal(ChannelOrder.Rgb, ColourOrder.OfSource([0, 0]));
    }

    [Fact]
    public void Upright_BlueFirstSource_ExchangesThePhotosThatLookIt()
    {
        var stored = ColouredPeople.Filled(Exchanged, 20);

        Assert.Equal(ColouredPeople.Filled(Skin, 20).Pixels, ColourOrder.RedFirst(stored, ChannelOrder.Bgr).Pixels);
        Assert.Same(stored, ColourOrder.RedFirst(stored, ChannelOrder.Rgb));
        foreach (var photo in new[] { ColouredPeople.Filled(Skin, 20), ColouredPeople.Filled(Grey, 20) })
        {
            Assert.Same(photo, ColourOrder.RedFirst(photo, ChannelOrder.Bgr));
        }
    }
}
