using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Tests.Training.Runs;

public sealed class HeldOutPeopleTests
{
    [Fact]
    public void Evaluate_PerfectEncoder_MakesNoError()
    {
        var result = new HeldOutPeople(new NumberedPhotos(3, 3, 3, 3, 3, 3))
            .Evaluate(faces => [.. faces.Select(f => OneHot(f.Pixels[0]))], 0.01);

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
    public void Evaluate_GalleriesOfGivenSize_ThresholdHasTheFmrOfThatSize()
    {
        // All photos of a person are the same point on a circle: distances are known, and only neighbours are near.
        const int people = 40;
        float[] Point(int person)
        {
            var encoding = new float[128];
            (encoding[0], encoding[1]) = ((float)Math.Cos(2 * Math.PI * person / people), (float)Math.Sin(2 * Math.PI * person / people));
            return encoding;
        }

        var photos = new NumberedPhotos([.. Enumerable.Repeat(2, people)]);
        var result = new HeldOutPeople(photos).Evaluate(faces => [.. faces.Select(f => Point(f.Pixels[0]))], 0.1, gallerySize: 5).OpenSet;

        var impostors = Enumerable.Range(20, 20)
            .SelectMany(s => Enumerable.Range(0, 20).Select(g => 4 * Math.Pow(Math.Sin(Math.PI * (s - g) / people), 2)))
            .ToList();

        // Many distances are equal but for float32 rounding, so the threshold lies within a group of them.
        var fmr = impostors.Count(d => d < result.Threshold - 1e-5) / (double)impostors.Count;
        Assert.InRange(fmr, 0, 1 - Math.Pow(0.9, 1 / 5.0));
        Assert.Equal((5, 20, 80), (result.Enrolled, result.MatedProbes, result.NonMatedProbes));
        Assert.Equal((1.0, 0.0), (result.RankOne, result.Fnir));
    }

    [Fact]
    public void Constructor_TooFewPeopleOrPhotos_IsRefused()
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
