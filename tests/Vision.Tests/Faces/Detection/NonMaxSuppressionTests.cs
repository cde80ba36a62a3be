using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Detection;

namespace FaceGrid.Vision.Tests.Faces.Detection;

public sealed class NonMaxSuppressionTests
{
    /// <summary>Boxes on whole pixels: the overlap is counted pixel by pixel.</summary>
    [Fact]
    public void OverUnionAndOverSmaller_RandomBoxes_EqualCountedPixels()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 500; trial++)
        {
            var (a, b) = (Box(random), Box(random));
            var (common, either, inA, inB) = (0, 0, 0, 0);
            for (var y = 0; y < 40; y++)
            {
                for (var x = 0; x < 40; x++)
                {
                    var (one, other) = (Contains(a, x, y), Contains(b, x, y));
                    common += one && other ? 1 : 0;
                    either += one || other ? 1 : 0;
                    inA += one ? 1 : 0;
                    inB += other ? 1 : 0;
                }
            }

            Assert.Equal(common / (double)either, BoxOverlap.OverUnion(a, b), 1e-12);
            Assert.Equal(common / (double)Math.Min(inA, inB), BoxOverlap.OverSmaller(a, b), 1e-12);
        }
    }

    [Fact]
    public void OverUnion_BoxWithoutArea_IsZero()
    {
        var point = new FaceBox(3, 3, 0, 0);

        Assert.Equal(0, BoxOverlap.OverUnion(point, point));
        Assert.Equal(0, BoxOverlap.OverSmaller(point, new FaceBox(0, 0, 9, 9)));
    }

    /// <summary>
    /// The definition: a box is kept if no kept box before it in the order overlaps with it by more than the threshold.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Keep_RandomBoxesWithEqualScores_EqualsTheDefinition(double threshold)
    {
        var random = new Random(11);
        for (var trial = 0; trial < 200; trial++)
        {
            var boxes = Enumerable.Range(0, random.Next(0, 25)).Select(_ => Box(random)).ToArray();
            var scores = boxes.Select(_ => random.Next(6) / 5.0).ToArray();
            Func<FaceBox, FaceBox, double> overlap = trial % 2 == 0 ? BoxOverlap.OverUnion : BoxOverlap.OverSmaller;
            var stays = new bool?[boxes.Length];
            bool Before(int i, int j) => scores[i] > scores[j] || (scores[i] == scores[j] && i < j);
            bool Stays(int j) =>
                stays[j] ??= Enumerable.Range(0, boxes.Length).All(
                    i => !Before(i, j) || !Stays(i) || overlap(boxes[i], boxes[j]) <= threshold);

            var kept = NonMaxSuppression.Keep(boxes, scores, threshold, overlap);

            Assert.Equal(Enumerable.Range(0, boxes.Length).Where(Stays).OrderByDescending(i => scores[i]).ThenBy(i => i), kept);
        }
    }

    /// <summary>
    /// Cells of 12 pixels at a distance of 4 overlap by exactly a half: at every scale of the pyramid both are kept.
    /// </summary>
    [Fact]
    public void Keep_OverlapEqualToTheThreshold_StaysWhateverTheRounding()
    {
        for (var scale = 0.6; scale > 0.01; scale *= 0.997)
        {
            FaceBox Cell(int x) => new(x / scale, 10 / scale, 12 / scale, 12 / scale);
            Assert.Equal([0, 1], NonMaxSuppression.Keep([Cell(8), Cell(12)], [0.9, 0.8], 0.5, BoxOverlap.OverUnion));
        }
    }

    [Fact]
    public void Keep_MoreThanMost_LooksAtTheSurest()
    {
        var boxes = Enumerable.Range(0, 10).Select(i => new FaceBox(i * 10, 0, 5, 5)).ToArray();

        Assert.Equal(
            [9, 8, 7], NonMaxSuppression.Keep(
                boxes, [.. Enumerable.Range(0, 10).Select(i => (double)i)], 0.5, BoxOverlap.OverUnion, most: 3));
    }

    [Fact]
    public void Keep_AnotherNumberOfScores_IsRefused() =>
        Assert.Throws<ArgumentException>(() => NonMaxSuppression.Keep([new FaceBox(0, 0, 1, 1)], [], 0.5, BoxOverlap.OverUnion));

    private static FaceBox Box(Random random) => new(random.Next(20), random.Next(20), 1 + random.Next(19), 1 + random.Next(19));

    private static bool Contains(FaceBox box, int x, int y) => x >= box.X && x < box.X + box.Width && y >= box.Y && y < box.Y + box.Height;
}
