using FaceGrid.Vision.Search;

namespace FaceGrid.Vision.Tests.Search;

public sealed class ScanKernelTests
{
    [Fact]
    public void Fastest_UnderTheRuntimesSwitches_IsTheWidestThatTheyLeave()
    {
        Assert.True(Scan.IsSupported(Scan.Fastest));
        if (KernelsUnderTest.Expected is { } expected)
        {
            Assert.Equal(expected, Scan.Fastest.ToString());
        }
    }

    [Fact]
    public void Pass_ExtremeCodes_EqualsIntegerArithmetic()
    {
        // With all codes at ±127, sums in 16 bits would saturate.
        foreach (var (probe, row) in new[] { (127, 127), (127, -127), (-127, -127), (-127, 127), (0, 127), (1, -127) })
        {
            var rows = Enumerable.Repeat(row / 127f, 64 * 128).ToArray();
            foreach (var kernel in KernelsUnderTest.All)
            {
                Assert.All(
                    DotsOf(kernel, rows, Enumerable.Repeat((sbyte)probe, 128).ToArray()), dot => Assert.Equal(128 * probe * row, dot));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Pass_RandomCodes_EqualsIntegerArithmetic(int kind)
    {
        var rows = TestVectors.Of(kind, 64, seed: 20);
        var random = new Random(21);
        var u = Enumerable.Range(0, 128).Select(_ => (sbyte)random.Next(-127, 128)).ToArray();
        var q = new sbyte[128];
        var expected = Enumerable.Range(0, 64).Select(row =>
        {
            Quantiser.Quantise(rows.Row(row), q, out _, out _);
            return q.Zip(u, (a, b) => a * b).Sum();
        }).ToArray();

        foreach (var kernel in KernelsUnderTest.All)
        {
            Assert.Equal(expected, DotsOf(kernel, rows, u));
        }
    }

    [Fact]
    public void Pass_AnyThreshold_MarksTheRowsThatReachIt()
    {
        var rows = TestVectors.Unit(64, seed: 22);
        var block = BlockOf(rows);
        block.Erase(5);
        block.RefreshTerms();
        var u = Enumerable.Range(0, 128).Select(i => (sbyte)(i - 64)).ToArray();
        var dots = DotsOf(ScanKernelChoice.Scalar, rows, u);
        var products = dots.Select((dot, row) => dot * block.Terms(row).Scale).ToArray();

        // The products themselves as thresholds: equality counts as reached.
        foreach (var threshold in products.Where(float.IsFinite).Append(float.NegativeInfinity).Append(float.PositiveInfinity))
        {
            var expected = products.Select((p, row) => p >= threshold ? 1ul << row : 0).Aggregate((a, b) => a | b);
            Assert.Equal(0ul, expected & (1ul << 5));
            foreach (var kernel in KernelsUnderTest.All)
            {
                Assert.Equal(expected, Pass(kernel, block, u, threshold, new int[64]));
            }
        }
    }

    private static int[] DotsOf(ScanKernelChoice kernel, float[] rows, sbyte[] u)
    {
        var dots = new int[64];
        Assert.Equal(ulong.MaxValue, Pass(kernel, BlockOf(rows), u, float.NegativeInfinity, dots));
        return dots;
    }

    private static TemplateBlock BlockOf(float[] rows)
    {
        var block = new TemplateBlock();
        for (var row = 0; row < 64; row++)
        {
            block.Write(row, rows.Row(row), row);
        }

        block.RefreshTerms();
        return block;
    }

    private static unsafe ulong Pass(ScanKernelChoice kernel, TemplateBlock block, sbyte[] u, float threshold, int[] dots)
    {
        ProbeCodes codes = default;
        codes.Set(u);
        fixed (int* p = dots)
        {
            var mask = Scan.Pass(kernel, block.First, &codes, threshold, p);
            GC.KeepAlive(block);
            return mask;
        }
    }
}
