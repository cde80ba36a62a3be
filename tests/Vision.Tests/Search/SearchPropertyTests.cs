using FaceGrid.Vision.Search;
using FsCheck;
using FsCheck.Fluent;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>Random small sets of every kind of data: ties, neighbours in the last place, subnormal and huge numbers.</summary>
public sealed class SearchPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(KernelsUnderTest.Cases(700));

    private static Gen<Case> Cases =>
        from rowKind in Gen.Choose(0, TestVectors.Kinds - 1)
        from probeKind in Gen.Choose(0, TestVectors.Kinds - 1)
        from rows in Gen.Choose(0, 200)
        from owners in Gen.Choose(1, 60)
        from count in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, 1_000_000)
        select new Case(rowKind, probeKind, rows, owners, count, seed);

    [Fact]
    public void Search_AnyData_EqualsBruteForce()
    {
        Check.One(Thorough, Prop.ForAll(Arb.From(Cases), c =>
        {
            var random = new Random(c.Seed);
            var rows = TestVectors.Of(c.RowKind, c.Rows, c.Seed);
            var owners = Enumerable.Range(0, c.Rows).Select(_ => random.Next(c.Owners)).ToArray();
            var probe = TestVectors.Of(c.ProbeKind, 1, c.Seed + random.Next(2));
            var order = Comparer<int>.Create((a, b) => ((a * 7) % 61).CompareTo((b * 7) % 61));
            var templates = PackedTemplates.Pack(rows, owners);
            for (var row = 0; row < c.Rows; row += 5)
            {
                templates = templates.Without(row);
                owners[row] = -1;
            }

            var expected = BruteForce.Search(rows, owners, probe, c.Count, order);
            return KernelsUnderTest.All.All(kernel => templates.Search(probe, c.Count, order, kernel, out _).SequenceEqual(expected));
        }));
    }

    [Fact]
    public void Bounds_AnyPair_EncloseTheFloat64Distance()
    {
        Check.One(Thorough, Prop.ForAll(Arb.From(Cases), c =>
        {
            var row = TestVectors.Of(c.RowKind, 1, c.Seed);
            var probe = TestVectors.Of(c.ProbeKind, 1, c.Seed + (c.Count % 2));
            var bounds = BoundsOf(probe, out var u);
            Span<sbyte> q = new sbyte[128];
            var scale = Quantiser.Quantise(row, q, out var error, out var squaredNorm);

            var (lower, upper) = bounds.Of(new RowTerms(squaredNorm, error, scale), Dot(u, q));

            var distance = BruteForce.Distance(row, probe);
            return lower <= distance && distance <= upper;
        }));
    }

    [Fact]
    public void Terms_AnyRow_ErrorIsAtLeastWhatTheCodesLeave()
    {
        Check.One(Thorough, Prop.ForAll(Arb.From(Cases), c =>
        {
            var row = TestVectors.Of(c.RowKind, 1, c.Seed);
            var block = new TemplateBlock();
            block.Write(3, row, 0);
            Span<sbyte> q = new sbyte[128];
            var scale = Quantiser.Quantise(row, q, out _, out _);
            double squares = 0;
            for (var i = 0; i < 128; i++)
            {
                var e = row[i] - ((double)scale * q[i]);
                squares += e * e;
            }

            return block.Terms(3).Error >= Math.Sqrt(squares) && block.Terms(3).Scale == scale;
        }));
    }

    [Fact]
    public void Threshold_RowWhoseLowerBoundIsWithinTheLimit_Passes()
    {
        Check.One(Thorough, Prop.ForAll(Arb.From(Cases), c =>
        {
            var rows = TestVectors.Of(c.RowKind, 64, c.Seed);
            var probe = TestVectors.Of(c.ProbeKind, 1, c.Seed + (c.Count % 2));
            var bounds = BoundsOf(probe, out var u);
            var block = new TemplateBlock();
            for (var row = 0; row < 64; row++)
            {
                block.Write(row, rows.Row(row), row);
            }

            block.RefreshTerms();
            for (var row = 0; row < 64; row++)
            {
                var terms = block.Terms(row);
                Span<sbyte> q = new sbyte[128];
                Quantiser.Quantise(rows.Row(row), q, out _, out _);
                var dot = Dot(u, q);

                // The smallest limit that the row can still meet.
                var limit = Math.Max(0, bounds.Of(terms, dot).Lower);
                if (!(terms.Scale * dot >= bounds.Threshold(Group(block), limit)))
                {
                    return false;
                }
            }

            return true;
        }));
    }

    private static unsafe GroupTerms Group(TemplateBlock block) => TemplateBlock.TermsOf(block.First);

    private static DistanceBounds BoundsOf(float[] probe, out sbyte[] u)
    {
        u = new sbyte[128];
        var scale = Quantiser.Quantise(probe, u, out var error, out var squaredNorm);
        return new DistanceBounds(scale, Math.Sqrt(u.Sum(c => c * c)), error, squaredNorm);
    }

    private static int Dot(ReadOnlySpan<sbyte> u, ReadOnlySpan<sbyte> q)
    {
        var sum = 0;
        for (var i = 0; i < u.Length; i++)
        {
            sum += u[i] * q[i];
        }

        return sum;
    }

    private sealed record Case(int RowKind, int ProbeKind, int Rows, int Owners, int Count, int Seed);
}
