using FaceGrid.Vision.Search;

namespace FaceGrid.Vision.Tests.Search;

public sealed class ExactSearchTests
{
    [Theory]
    [InlineData(1, 10_000)]
    [InlineData(7, 10_000)]
    [InlineData(1_000, 1_000)]
    [InlineData(100_000, 50)]
    public void Search_RandomUnitVectors_EqualsBruteForce(int k, int probeCount)
    {
        var rows = TestVectors.Unit(k, seed: k);
        var probes = TestVectors.Unit(probeCount, seed: k + 1);
        var templates = PackedTemplates.Pack(rows, Enumerable.Range(0, k).ToArray());

        // Without a limit the thread pool interprets long work items as starvation and adds a thread every half second.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, KernelsUnderTest.Cases(probeCount), parallel, i =>
        {
            var expected = BruteForce.SearchDistinct(rows, probes.Row(i), 5);
            foreach (var kernel in KernelsUnderTest.All.Where(s => k < 100_000 || s > ScanKernelChoice.Vector128 || s == Scan.Fastest))
            {
                Assert.Equal(expected, templates.Search(probes.Row(i), 5, null, kernel, out _));
            }
        });
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void Search_RandomUnitVectors_RescoresAHandful(int k)
    {
        var templates = PackedTemplates.Pack(TestVectors.Unit(k, seed: 1), Enumerable.Range(0, k).ToArray());
        var probes = TestVectors.Unit(200, seed: 2);
        var rescored = 0;

        for (var i = 0; i < 200; i++)
        {
            templates.Search(probes.Row(i), 5, null, out var statistics);
            rescored += statistics.Rescored;
        }

        // Five is the minimum; measured: 9.5.
        Assert.InRange(rescored / 200.0, 5, 15);
    }

    [Fact]
    public void Search_EveryRowAsProbe_FindsItselfAtDistanceZero()
    {
        const int K = 700;
        var rows = TestVectors.Unit(K, seed: 3);
        var templates = PackedTemplates.Pack(rows, Enumerable.Range(0, K).ToArray());

        for (var row = 0; row < K; row++)
        {
            Assert.Equal(new SearchHit(row, row, 0), templates.Search(rows.Row(row), 1)[0]);
        }
    }

    [Fact]
    public void Search_AllRowsEqual_OrdersByOwnerOrder()
    {
        const int K = 3_000;
        var row = TestVectors.Unit(1, seed: 4);
        var rows = Enumerable.Repeat(row, K).SelectMany(r => r).ToArray();
        var templates = PackedTemplates.Pack(rows, Enumerable.Range(0, K).ToArray());
        var descending = Comparer<int>.Create((a, b) => b.CompareTo(a));
        var probe = TestVectors.Unit(1, seed: 5);

        foreach (var kernel in KernelsUnderTest.All)
        {
            Assert.Equal([0, 1, 2, 3], templates.Search(probe, 4, null, kernel, out _).Select(h => h.Owner));
            Assert.Equal([2_999, 2_998, 2_997, 2_996], templates.Search(probe, 4, descending, kernel, out _).Select(h => h.Owner));
        }
    }

    [Fact]
    public void Search_ZeroRowsAndZeroProbe_OrdersByOwnerOrder()
    {
        // Bounds and distances are all exactly 0: the one case in which a lower bound equals the limit.
        const int K = 300;
        var templates = PackedTemplates.Pack(new float[K * TestVectors.Dimension], Enumerable.Range(0, K).ToArray());
        var descending = Comparer<int>.Create((a, b) => b.CompareTo(a));

        foreach (var kernel in KernelsUnderTest.All)
        {
            var hits = templates.Search(new float[TestVectors.Dimension], 3, descending, kernel, out _);
            Assert.Equal([new SearchHit(299, 299, 0), new SearchHit(298, 298, 0), new SearchHit(297, 297, 0)], hits);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public void Search_OwnersWithSeveralRows_GivesEachOnceWithItsNearest(int rowsOfEach)
    {
        const int K = 1_000;
        var rows = TestVectors.Unit(K, seed: 6);
        var owners = Enumerable.Range(0, K).Select(r => r % (K / rowsOfEach)).ToArray();
        var templates = PackedTemplates.Pack(rows, owners);
        var probes = TestVectors.Unit(50, seed: 7);

        for (var i = 0; i < 50; i++)
        {
            foreach (var kernel in KernelsUnderTest.All)
            {
                Assert.Equal(BruteForce.Search(rows, owners, probes.Row(i), 7), templates.Search(probes.Row(i), 7, null, kernel, out _));
            }
        }
    }

    [Fact]
    public void Search_NearestRowsAllOfOneOwner_StillFindsTheOthers()
    {
        // Twenty rows of owner 0 very near to the probe must not displace other owners.
        const int K = 500;
        var rows = TestVectors.Unit(K, seed: 8);
        var probe = TestVectors.Unit(1, seed: 9);
        var owners = Enumerable.Range(0, K).Select(r => r < 480 ? r + 1 : 0).ToArray();
        for (var row = 480; row < K; row++)
        {
            probe.CopyTo(rows.AsSpan(row * TestVectors.Dimension));
            rows[row * TestVectors.Dimension] += row * 1e-5f;
        }

        var hits = PackedTemplates.Pack(rows, owners).Search(probe, 5);

        Assert.Equal(BruteForce.Search(rows, owners, probe, 5), hits);
        Assert.Equal(0, hits[0].Owner);
        Assert.Equal(5, hits.Select(h => h.Owner).Distinct().Count());
    }

    [Fact]
    public void Search_AscendingOrDescendingDistances_EqualsBruteForce()
    {
        // Descending distances: every row improves the threshold and becomes a candidate.
        const int K = 1_000;
        var rows = new float[K * TestVectors.Dimension];
        for (var row = 0; row < K; row++)
        {
            rows[row * TestVectors.Dimension] = K - row;
        }

        var probe = new float[TestVectors.Dimension];
        var owners = Enumerable.Range(0, K).ToArray();
        Assert.Equal(BruteForce.Search(rows, owners, probe, 9), PackedTemplates.Pack(rows, owners).Search(probe, 9));
        probe[0] = 2 * K;
        Assert.Equal(BruteForce.Search(rows, owners, probe, 9), PackedTemplates.Pack(rows, owners).Search(probe, 9));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1_024)]
    [InlineData(1_025)]
    [InlineData(int.MaxValue)]
    public void Search_CountUpToEveryone_EqualsBruteForce(int count)
    {
        const int K = 1_500;
        var rows = TestVectors.Unit(K, seed: 10);
        var owners = Enumerable.Range(0, K).ToArray();
        var probe = TestVectors.Unit(1, seed: 11);

        Assert.Equal(BruteForce.Search(rows, owners, probe, count), PackedTemplates.Pack(rows, owners).Search(probe, count));
    }

    [Fact]
    public void Search_Empty_GivesNothing()
    {
        Assert.Empty(PackedTemplates.Empty.Search(new float[128], 5));
        Assert.Empty(PackedTemplates.Pack(new float[128], [3]).Without(0).Search(new float[128], 5));
        Assert.Empty(PackedTemplates.Empty.SearchBatch([], 5));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Search_NonFiniteProbe_IsRefused(float bad)
    {
        var templates = PackedTemplates.Pack(TestVectors.Unit(3, seed: 12), [0, 1, 2]);
        for (var at = 0; at < 128; at++)
        {
            var probe = new float[128];
            probe[at] = bad;
            Assert.Throws<ArgumentException>(() => templates.Search(probe, 1));
            Assert.Throws<ArgumentException>(() => templates.SearchBatch(probe, 1));
            Assert.Throws<ArgumentException>(() => templates.Add(probe, 3, out _));
        }
    }

    [Fact]
    public void Search_WrongLengthOrCount_IsRefused()
    {
        var templates = PackedTemplates.Pack(TestVectors.Unit(3, seed: 12), [0, 1, 2]);

        Assert.Throws<ArgumentException>(() => templates.Search(new float[127], 1));
        Assert.Throws<ArgumentException>(() => templates.SearchBatch(new float[129], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => templates.Search(new float[128], 0));
    }

    [Fact]
    public void SearchBatch_MoreProbesThanOneTurn_EqualsSingleSearches()
    {
        const int K = 900;
        var templates = PackedTemplates.Pack(TestVectors.Unit(K, seed: 13), Enumerable.Range(0, K).Select(r => r / 3).ToArray());
        var probes = TestVectors.Unit(37, seed: 14);

        foreach (var kernel in KernelsUnderTest.All)
        {
            var batch = templates.SearchBatch(probes, 5, null, kernel);
            Assert.Equal(37, batch.Length);
            for (var i = 0; i < 37; i++)
            {
                Assert.Equal(templates.Search(probes.Row(i), 5), batch[i]);
            }
        }
    }
}
