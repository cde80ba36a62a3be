using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Tests.Visualization.Drawing;

public sealed class ContactSheetTests
{
    private static readonly ContactSheetOptions Options = new() { Title = "Title", Subtitle = "Subtitle", Footer = "Footer", Columns = 3, MaxRows = 2 };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(13, 3)]
    public void RenderPages_Cells_AreSpreadOverPages(int cells, int pages)
    {
        var sheet = ContactSheet.RenderPages([.. Enumerable.Range(0, cells).Select(_ => Cell(CellVerdict.Recognized))], Options).ToArray();

        Assert.Equal(pages, sheet.Length);
        Assert.Single(sheet.Select(p => p.Width).Distinct());
    }

    [Fact]
    public void Render_Verdict_ColoursTheCard()
    {
        foreach (var verdict in Enum.GetValues<CellVerdict>())
        {
            var sheet = ContactSheet.Render([Cell(verdict)], Options);
            var colour = ContactSheet.ColourOf(verdict);

            // The legend has a chip of every colour; the card's band and sign are below it.
            Assert.True(Count(sheet, colour, 130) > 200);
            Assert.All(
                Enum.GetValues<CellVerdict>().Where(v => v != verdict), v => Assert.Equal(0, Count(sheet, ContactSheet.ColourOf(v), 130)));
        }
    }

    [Fact]
    public void Render_ProbeAndMatch_AreShownSideBySideWhole()
    {
        var (green, blue) = (Colour.FromRgb(0x00FF00), Colour.FromRgb(0x0000FF));
        var cell = new ContactSheetCell(Plain(112, 112, green), Plain(56, 112, blue), ["caption"], CellVerdict.Recognized);

        var sheet = ContactSheet.Render([cell], Options);

        Assert.Equal(112 * 112, Count(sheet, green, 0));
        Assert.Equal(56 * 112, Count(sheet, blue, 0));
    }

    [Fact]
    public void Render_LongestCaption_MakesRoomInEveryCard()
    {
        var brief = ContactSheet.Render([Cell(CellVerdict.Error)], Options);
        var wordy = ContactSheet.Render([Cell(CellVerdict.Error) with { Caption = ["one", "two", "three", "four"] }], Options);

        Assert.True(wordy.Height > brief.Height);
        Assert.Equal(brief.Width, wordy.Width);
    }

    [Fact]
    public void Render_SameInput_GivesTheSamePicture() =>
        Assert.Equal(ContactSheet.Render([Cell(CellVerdict.Error)], Options).Pixels, ContactSheet.Render([Cell(CellVerdict.Error)], Options).Pixels);

    private static ContactSheetCell Cell(CellVerdict verdict) => new(new RgbImage(112, 112), null, ["0.62 ≤ 0.98", "p17"], verdict);

    private static RgbImage Plain(int width, int height, Colour colour) => new Canvas(width, height, colour).Image;

    private static int Count(RgbImage image, Colour colour, int fromRow)
    {
        var count = 0;
        for (var i = fromRow * image.Width * 3; i < image.Pixels.Length; i += 3)
        {
            count += image.Pixels[i] == colour.R && image.Pixels[i + 1] == colour.G && image.Pixels[i + 2] == colour.B ? 1 : 0;
        }

        return count;
    }
}
