using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Training;

namespace FaceGrid.Vision.Tests.Training;

public sealed class HeldOutPeopleTests
{
    [Fact]
    public void Evaluate_EncoderThatKnowsEverybody_MakesNoError()
    {
        var result = new HeldOutPeople(new NumberedPhotos(3, 3, 3, 3, 3, 3)).Evaluate(faces => [.. faces.Select(f => OneHot(f.Pixels[0]))], 0.01);

        Assert.Equal(1, result.VerificationAccuracy);
        Assert.Equal(1, result.OpenSet.RankOne);
        Assert.Equal(0, result.OpenSet.Fnir);
        Assert.Equal(0, result.OpenSet.Fpir);
        Assert.Equal((3, 6, 6), (result.OpenSet.Enrolled, result.OpenSet.MatedProbes, result.OpenSet.NonMatedProbes));
    }

    [Fact]
    public void Evaluate_EncoderCollapsedToAPoint_IsChance()
    {
        var result = new HeldOutPeople(new NumberedPhotos(3, 3, 3, 3, 3, 3)).Evaluate(faces => [.. faces.Select(_ => OneHot(1))], 0.01);

        Assert.Equal(0.5, result.VerificationAccuracy);
        Assert.Equal(1, result.OpenSet.Fnir);
    }

    [Fact]
    public void Constructor_NobodyToCompareWith_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new HeldOutPeople(new NumberedPhotos(3, 3, 3)));
        Assert.Throws<ArgumentException>(() => new HeldOutPeople(new NumberedPhotos(3, 3, 3, 1)));
    }

    private static float[] OneHot(int at)
    {
        var encoding = new float[128];
        encoding[at] = 1;
        return encoding;
    }
}
