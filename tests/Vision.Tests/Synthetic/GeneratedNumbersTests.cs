using System.Numerics;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Tests.Synthetic;

public sealed class GeneratedNumbersTests
{
    /// <summary>The values that implementations of SplitMix64 are commonly checked with: five draws from seed 1234567.</summary>
    [Fact]
    public void Mix_PublishedSplitMix64Sequence_IsReproduced()
    {
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        ulong state = 1234567;
        foreach (var expected in published)
        {
            state += 0x9E3779B97F4A7C15;
            Assert.Equal(expected, SeededRandom.Mix(state));
        }
    }

    [Fact]
    public void Draws_ManySeeds_AreUniformAndSeedsAndStreamsDiffer()
    {
        double sum = 0, squares = 0, normal = 0, normalSquares = 0;
        const int n = 20000;
        for (ulong seed = 0; seed < n; seed++)
        {
            var r = new SeededRandom(seed);
            var u = (double)r.Uniform();
            var z = (double)r.Normal();
            Assert.InRange(u, 0, 0.99999999);
            Assert.InRange(r.Next(7), 0, 6);
            sum += u;
            squares += u * u;
            normal += z;
            normalSquares += z * z;
        }

        Assert.InRange(sum / n, 0.49, 0.51);
        Assert.InRange((squares / n) - (sum / n * (sum / n)), 0.0815, 0.0852);
        Assert.InRange(normal / n, -0.03, 0.03);
        Assert.InRange(normalSquares / n, 0.96, 1.04);
        Assert.NotEqual(new SeededRandom(5, 1).NextUInt64(), new SeededRandom(5, 2).NextUInt64());
    }

    [Fact]
    public void PortableMath_WholeRange_AgreesWithTheSystemsFunctions()
    {
        for (var i = -4000; i <= 4000; i++)
        {
            var x = i * 0.01f;
            Assert.Equal(Math.Sin(x), PortableMath.Sin(x), 2e-6);
            Assert.Equal(Math.Cos(x), PortableMath.Cos(x), 2e-5);
            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 1e-6);
            if (i > 0)
            {
                Assert.Equal(Math.Log(x), PortableMath.Log(x), 1e-6);
                Assert.Equal(1, PortableMath.Pow(x, 2.4f) / Math.Pow(x, 2.4f), 5e-6);
            }
        }
    }

    [Fact]
    public void Rotation_Yaw_BringsTheNoseToTheRightAndKeepsLengths()
    {
        var turned = new Rotation(30, 0, 0).Apply(new Vector3(0, 0, 10));
        Assert.Equal(5, turned.X, 1e-4);
        Assert.Equal(0, turned.Y, 1e-4);
        Assert.Equal(8.660254, turned.Z, 1e-4);
        var any = new Rotation(25, -14, 7).Apply(new Vector3(3, -4, 12));
        Assert.Equal(13, any.Length(), 1e-4);
        Assert.True(new Rotation(0, 15, 0).Apply(new Vector3(0, 0, 10)).Y > 2);
    }

    [Fact]
    public void Align_PointsMovedByAKnownSimilarity_FindsIt()
    {
        // Far away there is no perspective to speak of.
        Vector3[] points = [new(-17, 0, 0), new(17, 1, 0), new(0, 20, 0), new(-14, 40, 0), new(15, 41, 0)];
        const float a = 1.2f * 0.96592583f, b = 1.2f * 0.25881905f;
        var targets = points.Select(p => new Vector2((a * p.X) - (b * p.Y) + 50, (b * p.X) + (a * p.Y) + 30)).ToArray();
        var found = Projection.Align(1e7f, points, targets);
        Assert.Equal(a, found.A, 1e-4);
        Assert.Equal(b, found.B, 1e-4);
        Assert.Equal(50, found.Tx, 1e-3);
        Assert.Equal(30, found.Ty, 1e-3);
    }
}
