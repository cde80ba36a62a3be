using FaceGrid.Vision.Visualization;
using FsCheck;
using FsCheck.Fluent;

namespace FaceGrid.Vision.Tests.Visualization;

public sealed class UnitMaximaTests
{
    private const int Units = 4;

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    /// <summary>Few different values, so that most of what is compared are ties.</summary>
    private static Gen<UnitMaximum[][]> Candidates =>
        from images in Gen.Choose(0, 30)
        from levels in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, 1_000_000)
        select Make(images, levels, new System.Random(seed));

    [Fact]
    public void Merge_AnyDivisionAndOrder_EqualsBruteForce()
    {
        var cases = from images in Candidates from chunks in Gen.Choose(1, 12) from seed in Gen.Choose(0, 1_000_000) select (images, chunks, seed);
        Check.One(Thorough, Prop.ForAll(Arb.From(cases), c =>
        {
            var random = new System.Random(c.seed);
            var parts = c.images.GroupBy(_ => random.Next(c.chunks)).Select(g => Of([.. g])).OrderBy(_ => random.Next()).ToList();

            // Two parts at a time, whichever: every tree of merges.
            while (parts.Count > 1)
            {
                var (a, b) = (Take(parts, random), Take(parts, random));
                parts.Add(UnitMaxima.Merge(a, b));
            }

            var merged = parts.Count == 0 ? UnitMaxima.Empty(Units) : parts[0];
            return Enumerable.Range(0, Units).All(u => merged[u].SequenceEqual(BruteForce(c.images, u)));
        }));
    }

    [Fact]
    public void Merge_AnyThree_IsAssociativeCommutativeIdempotentAndEmptyIsNeutral()
    {
        var threes = from a in Candidates from b in Candidates from c in Candidates select (Of(a), Of(b), Of(c));
        Check.One(Thorough, Prop.ForAll(Arb.From(threes), t =>
        {
            var (a, b, c) = t;
            return UnitMaxima.Merge(UnitMaxima.Merge(a, b), c).Equals(UnitMaxima.Merge(a, UnitMaxima.Merge(b, c)))
                && UnitMaxima.Merge(a, b).Equals(UnitMaxima.Merge(b, a))
                && UnitMaxima.Merge(a, a).Equals(a)
                && UnitMaxima.Merge(a, UnitMaxima.Empty(Units)).Equals(a);
        }));
    }

    [Fact]
    public void ToBytes_AnyMaxima_ComeBackTheSame() =>
        Check.One(Thorough, Prop.ForAll(Arb.From(Candidates), c => UnitMaxima.FromBytes(Of(c).ToBytes()).Equals(Of(c))));

    [Fact]
    public void ToBytes_LargestLayer_FitsAMessage()
    {
        var maxima = UnitMaxima.Of(Enumerable.Range(0, 512).Select(u => Enumerable.Range(0, 20).Select(i => new UnitMaximum(i, i, u, u))));
        Assert.Equal(4 + (512 * (1 + (9 * 12))), maxima.ToBytes().Length);
    }

    [Fact]
    public void FromBytes_CutOrGrown_Throws()
    {
        var bytes = Of(Make(12, 5, new System.Random(1))).ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => UnitMaxima.FromBytes(bytes.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => UnitMaxima.FromBytes([.. bytes, 0]));
    }

    [Fact]
    public void Of_EqualValues_LowerImageThenRowThenColumnComesFirst()
    {
        var maxima = UnitMaxima.Of([[new(1, 3, 0, 0), new(1, 2, 5, 0), new(1, 2, 4, 9), new(1, 2, 4, 8), new(2, 9, 9, 9), new(-0f, 1, 0, 0)]]);
        Assert.Equal([new(2, 9, 9, 9), new(1, 2, 4, 8), new(1, 3, 0, 0), new(0, 1, 0, 0)], maxima[0]);
    }

    [Theory]
    [InlineData(float.NaN, 0, 0, 0)]
    [InlineData(float.PositiveInfinity, 0, 0, 0)]
    [InlineData(1f, -1, 0, 0)]
    [InlineData(1f, 0, 65_536, 0)]
    [InlineData(1f, 0, 0, -1)]
    public void Of_NoPlaceInAMap_Throws(float value, int image, int y, int x) =>
        Assert.Throws<ArgumentException>(() => UnitMaxima.Of([[new(value, image, y, x)]]));

    [Fact]
    public void Merge_LayersOfDifferentSize_Throws() =>
        Assert.Throws<ArgumentException>(() => UnitMaxima.Merge(UnitMaxima.Empty(3), UnitMaxima.Empty(4)));

    private static UnitMaximum[][] Make(int images, int levels, System.Random random) =>
        [.. Enumerable.Range(0, images).Select(image => Enumerable.Range(0, Units)
            .Select(_ => new UnitMaximum(random.Next(levels) - (levels / 2), image, random.Next(3), random.Next(3))).ToArray())];

    private static UnitMaxima Of(UnitMaximum[][] images) => UnitMaxima.Of(Enumerable.Range(0, Units).Select(u => images.Select(i => i[u])));

    private static UnitMaxima Take(List<UnitMaxima> parts, System.Random random)
    {
        var at = random.Next(parts.Count);
        var part = parts[at];
        parts.RemoveAt(at);
        return part;
    }

    private static IEnumerable<UnitMaximum> BruteForce(UnitMaximum[][] images, int unit) => images.Select(i => i[unit])
        .OrderByDescending(m => m.Value).ThenBy(m => m.Image).ThenBy(m => m.Y).ThenBy(m => m.X).Take(9);
}
