using System.Numerics;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Tests.Synthetic;

public sealed class BurstRendererTests
{
    private static readonly Vector2[] Template = [new(38.29f, 51.70f), new(73.53f, 51.50f), new(56.03f, 71.74f), new(41.55f, 92.37f), new(70.73f, 92.20f)];

    [Theory]
    [InlineData(BurstKind.Live)]
    [InlineData(BurstKind.WavedPrint)]
    [InlineData(BurstKind.Screen)]
    public void Render_SameArguments_GivesTheSameFrames(BurstKind kind)
    {
        var person = new MadeUpPeople(7).Traits(1);
        var first = BurstRenderer.Render(person, kind, 5, 56);
        var again = BurstRenderer.Render(person, kind, 5, 56);
        var other = BurstRenderer.Render(person, kind, 6, 56);

        Assert.Equal(BurstRenderer.Frames, first.Frames.Count);
        for (var t = 0; t < first.Frames.Count; t++)
        {
            Assert.Equal((56, 56), (first.Frames[t].Width, first.Frames[t].Height));
            Assert.Equal(first.Frames[t].Pixels, again.Frames[t].Pixels);
            Assert.NotEqual(first.Frames[t].Pixels, other.Frames[t].Pixels);
        }
    }

    /// <summary>
    /// Neither side may be known by how much changes between frames: the ranges of mean change overlap widely.
    /// </summary>
    [Fact]
    public void Render_LiveAndAttacks_ChangeAboutAsMuch()
    {
        double Median(BurstKind kind) => Enumerable.Range(0, 24)
            .Select(i => Change(BurstRenderer.Render(new MadeUpPeople(8).Traits(i), kind, (ulong)i, 56))).Order().ElementAt(12);

        var live = Median(BurstKind.Live);
        Assert.InRange(Median(BurstKind.WavedPrint) / live, 0.33, 3);
        Assert.InRange(Median(BurstKind.BentPrint) / live, 0.33, 3);
    }

    [Fact]
    public void Render_ManyLiveBursts_HalfOfThemBlinkAndPrintsNever()
    {
        var blinks = Enumerable.Range(0, 60).Count(i => Closes(BurstRenderer.Render(new MadeUpPeople(8).Traits(i), BurstKind.Live, (ulong)i, 28)));

        Assert.InRange(blinks, 15, 45);
        for (var i = 0; i < 10; i++)
        {
            Assert.False(Closes(BurstRenderer.Render(new MadeUpPeople(8).Traits(i), BurstKind.WavedPrint, (ulong)i, 28)));
        }
    }

    [Fact]
    public void From_FlatSheet_IsTheInverseOfWhatTheCameraSees()
    {
        var sheet = new Sheet();
        var turn = new Rotation(25, -15, 8);
        sheet.Hold(turn, 0, 0, 400, Template, Template);

        // The homography by hand: turned, seen in perspective, brought back by the similarity of the five landmarks.
        Vector3[] seen = [.. Template.Select(p => turn.Apply(new Vector3(p.X - 56, p.Y - 70, 0)))];
        var similarity = Projection.Align(400, seen, Template);
        for (var y = 4; y < 112; y += 9)
        {
            for (var x = 4; x < 112; x += 9)
            {
                var from = sheet.From(new Vector2(x, y));
                var back = similarity.Apply(turn.Apply(new Vector3(from.X - 56, from.Y - 70, 0)));
                Assert.Equal(x, back.X, 0.12f);
                Assert.Equal(y, back.Y, 0.12f);
            }
        }
    }

    [Fact]
    public void From_SheetHeldStraight_IsThePictureItself()
    {
        var sheet = new Sheet();
        sheet.Hold(new Rotation(0, 0, 0), 0, 0, 400, Template, Template);

        var from = sheet.From(new Vector2(30, 90));

        Assert.Equal(30, from.X, 0.01f);
        Assert.Equal(90, from.Y, 0.01f);
    }

    [Theory]
    [InlineData(27)]
    [InlineData(225)]
    public void Render_SizeOutOfRange_Throws(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BurstRenderer.Render(new MadeUpPeople(8).Traits(0), BurstKind.Live, 1, size));

    private static bool Closes(FaceBurst burst) => burst.EyeClosure.Max() - burst.EyeClosure.Min() > 0.3f;

    private static double Change(FaceBurst burst)
    {
        var grey = burst.Frames.Select(ImageOps.ToGrey).ToArray();
        return Enumerable.Range(1, grey.Length - 1).Average(t => grey[t].Zip(grey[0], (a, b) => Math.Abs(a - b)).Average());
    }
}
