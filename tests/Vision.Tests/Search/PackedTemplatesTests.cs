using FaceGrid.Vision.Search;
using FsCheck;
using FsCheck.Fluent;

namespace FaceGrid.Vision.Tests.Search;

public sealed class PackedTemplatesTests
{
    [Fact]
    public void Pack_Rows_KeepsEncodingsAndOwnersInOrder()
    {
        const int K = 300;
        var rows = TestVectors.Unit(K, seed: 30);
        var templates = PackedTemplates.Pack(rows, Enumerable.Range(0, K).Select(r => r * 2).ToArray());

        Assert.Equal(K, templates.Count);
        for (var row = 0; row < K; row++)
        {
            Assert.True(templates.Holds(row));
            Assert.Equal(row * 2, templates.Owner(row));
            Assert.Equal(rows.Row(row), templates.Encoding(row));
        }

        Assert.False(templates.Holds(K));
        Assert.False(templates.Holds(-1));
    }

    [Fact]
    public void Pack_LengthsDisagree_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => PackedTemplates.Pack(new float[128], [0, 1]));
        Assert.Throws<ArgumentException>(() => PackedTemplates.Pack(new float[129], [0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedTemplates.Pack(new float[128], [-1]));
    }

    [Fact]
    public void Add_AfterRemovals_FillsTheLowestHoleFirst()
    {
        const int K = 400;
        var rows = TestVectors.Unit(K, seed: 31);
        var templates = PackedTemplates.Pack(rows, Enumerable.Range(0, K).ToArray()).Without(350).Without(7).Without(130);

        templates = templates.Add(rows.Row(7), 1007, out var first).Add(rows.Row(130), 1130, out var second);
        templates = templates.Add(rows.Row(350), 1350, out var third).Add(rows.Row(0), 2000, out var fourth);

        Assert.Equal([7, 130, 350, K], [first, second, third, fourth]);
        Assert.Equal(K + 1, templates.Count);
        Assert.Equal(1130, templates.Search(rows.Row(130), 1)[0].Owner);
    }

    [Fact]
    public void Without_TheOnlyRowOfAnOwner_IsNotFoundAgain()
    {
        var rows = TestVectors.Unit(3, seed: 32);
        var templates = PackedTemplates.Pack(rows, [0, 1, 2]).Without(1);

        Assert.DoesNotContain(templates.Search(rows.Row(1), 3), h => h.Owner == 1);
        Assert.Equal(2, templates.Count);
        Assert.Throws<ArgumentException>(() => templates.Owner(1));
        Assert.Throws<ArgumentException>(() => templates.Encoding(1).Length);
        Assert.Throws<ArgumentException>(() => templates.Without(templates.RowLimit));
        Assert.Throws<ArgumentException>(() => templates.With(-1, rows.Row(0), 0));
    }

    [Fact]
    public void ToSnapshot_BuilderChangesFurther_SnapshotIsUnchanged()
    {
        var rows = TestVectors.Unit(4, seed: 33);
        var builder = PackedTemplates.Empty.ToBuilder();
        builder.Add(rows.Row(0), 0);
        var snapshot = builder.ToSnapshot();

        builder.Set(0, rows.Row(1), 1);
        builder.Add(rows.Row(2), 2);

        Assert.Equal(0, snapshot.Owner(0));
        Assert.Equal(rows.Row(0), snapshot.Encoding(0));
        Assert.Equal(1, snapshot.Count);
        Assert.Equal(2, builder.ToSnapshot().Count);
    }

    [Fact]
    public void Add_OneOfMany_SharesTheBlocksItDoesNotTouch()
    {
        const int K = 1_280;
        var templates = PackedTemplates.Pack(TestVectors.Unit(K, seed: 34), Enumerable.Range(0, K).ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var changed = templates.With(600, TestVectors.Unit(1, seed: 35), 5_000);

        // One block of 128 rows, not ten; this includes the bytes of the probe.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 128 * 1_024);
        Assert.Equal(9, templates.Blocks.ToArray().Intersect(changed.Blocks.ToArray()).Count());
    }

    [Fact]
    public void Bytes_PerRow_AreWithinTheBudget()
    {
        const int K = 12_800;
        var rows = TestVectors.Unit(K, seed: 36);
        var owners = Enumerable.Range(0, K).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();

        var templates = PackedTemplates.Pack(rows, owners);

        // All allocated memory is retained, except for small lists of the builder.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(templates.Bytes, 640L * K, 700L * 1_048_576 * K / 1_000_000);
        Assert.InRange(allocated, 0.99 * templates.Bytes, 1.02 * templates.Bytes);
    }

    [Fact]
    public void Search_WhileChangesMakeNewSnapshots_AnswersFromItsOwn()
    {
        const int K = 500;
        var rows = TestVectors.Unit(K, seed: 37);
        var probes = TestVectors.Unit(16, seed: 38);
        var snapshot = PackedTemplates.Pack(rows, Enumerable.Range(0, K).ToArray());
        var expected = snapshot.SearchBatch(probes, 5);
        var current = snapshot;

        Parallel.Invoke(
            () =>
            {
                for (var i = 0; i < 600; i++)
                {
                    current = i % 3 == 0 ? current.Without(i % K) : current.Add(probes.Row(i % 16), K + i, out _);
                }
            },
            () =>
            {
                for (var i = 0; i < 600; i++)
                {
                    Assert.Equal(expected[i % 16], snapshot.Search(probes.Row(i % 16), 5));
                }
            });

        Assert.Equal(0, current.Search(probes.Row(1), 1)[0].Distance);
    }

    [Fact]
    public void Changes_AnySequence_EqualsAModel()
    {
        var changes = Gen.Choose(0, 999_999).ArrayOf();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(KernelsUnderTest.Cases(60)), Prop.ForAll(Arb.From(changes), steps =>
        {
            var encodings = TestVectors.Unit(32, seed: 39);
            var model = new SortedDictionary<int, (int Owner, int Encoding)>();
            var templates = PackedTemplates.Empty;
            var earlier = new List<(PackedTemplates Snapshot, SearchHit[] Answer)>();
            var probe = TestVectors.Unit(1, seed: 40);
            foreach (var step in steps.Concat(steps).Concat(steps))
            {
                var (encoding, owner) = (step / 10 % 32, step / 320 % 50);
                var row = templates.RowLimit == 0 ? -1 : step / 7 % templates.RowLimit;
                switch (step % 10)
                {
                    case < 6:
                        templates = templates.Add(encodings.Row(encoding), owner, out row);
                        if (!model.TryAdd(row, (owner, encoding)))
                        {
                            return false;
                        }

                        break;
                    case < 8 when row >= 0:
                        templates = templates.With(row, encodings.Row(encoding), owner);
                        model[row] = (owner, encoding);
                        break;
                    case < 10 when row >= 0:
                        templates = templates.Without(row);
                        model.Remove(row);
                        break;
                    default:
                        break;
                }

                earlier.Add((templates, Expected(model, encodings, probe)));
            }

            return templates.Count == model.Count
                && earlier.All(e => e.Snapshot.Search(probe, 6).SequenceEqual(e.Answer));
        }));
    }

    private static SearchHit[] Expected(SortedDictionary<int, (int Owner, int Encoding)> model, float[] encodings, float[] probe) =>
        model
            .Select(m => new SearchHit(m.Value.Owner, m.Key, BruteForce.Distance(encodings.Row(m.Value.Encoding), probe)))
            .GroupBy(h => h.Owner)
            .Select(g => g.OrderBy(h => h.Distance).ThenBy(h => h.Row).First())
            .OrderBy(h => h.Distance).ThenBy(h => h.Owner)
            .Take(6)
            .ToArray();
}
