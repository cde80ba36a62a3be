using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Alignment;
using FaceGrid.Vision.Tests.Weights;
using FsCheck;
using FsCheck.Fluent;

namespace FaceGrid.Vision.Tests.Faces.Alignment;

public sealed class SimilarityTransformTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(300);

    private static readonly Gen<SimilarityTransform> Transforms =
        from angle in Gen.Choose(0, 3600)
        from scale in Gen.Choose(1, 1000)
        from x in Gen.Choose(-5000, 5000)
        from y in Gen.Choose(-5000, 5000)
        select new SimilarityTransform(
            scale / 50.0 * Math.Cos(angle * Math.PI / 1800), scale / 50.0 * Math.Sin(angle * Math.PI / 1800), x, y);

    [Fact]
    public void Fit_PointsOfAKnownTransform_FindsIt() => Check.One(Thorough, Prop.ForAll(Arb.From(Transforms), known =>
    {
        var fitted = SimilarityTransform.Fit(FaceTemplate.Landmarks, [.. FaceTemplate.Landmarks.Select(known.Apply)])!.Value;

        Assert.Equal(known.A, fitted.A, 1e-9);
        Assert.Equal(known.B, fitted.B, 1e-9);
        Assert.Equal(known.X, fitted.X, 1e-6);
        Assert.Equal(known.Y, fitted.Y, 1e-6);
    }));

    [Fact]
    public void Inverse_AnyTransform_UndoesIt() => Check.One(Thorough, Prop.ForAll(Arb.From(Transforms), transform =>
    {
        var back = transform.Inverse().Apply(transform.Apply(new ImagePoint(31, -17)));

        Assert.Equal(31, back.X, 1e-6);
        Assert.Equal(-17, back.Y, 1e-6);
        Assert.Equal(1, transform.Scale * transform.Inverse().Scale, 1e-9);
        Assert.Equal(0, Math.Sin((transform.Degrees + transform.Inverse().Degrees) * Math.PI / 180), 1e-9);
    }));

    /// <summary>Umeyama's solution by singular value decomposition, and least squares on the four unknowns.</summary>
    [PythonFact("numpy")]
    public void Fit_NoisyPoints_EqualsUmeyamaAndLeastSquaresInNumPy()
    {
        var random = new Random(3);
        var from = Enumerable.Range(0, 5).Select(_ => new ImagePoint(random.NextDouble() * 250, random.NextDouble() * 250)).ToArray();
        var answer = Python.Run(
            """
            import sys
            import numpy as np
            numbers = np.array(sys.argv[1:], float).reshape(2, 5, 2)
            src, dst = numbers
            a = np.zeros((10, 4))
            a[0::2] = np.c_[src[:, 0], -src[:, 1], np.ones(5), np.zeros(5)]
            a[1::2] = np.c_[src[:, 1], src[:, 0], np.zeros(5), np.ones(5)]
            print(*np.linalg.lstsq(a, dst.ravel(), rcond=None)[0].tolist())
            ms, md = src.mean(0), dst.mean(0)
            u, d, vt = np.linalg.svd((dst - md).T @ (src - ms) / 5)
            s = np.diag([1, np.sign(np.linalg.det(u) * np.linalg.det(vt))])
            r = u @ s @ vt
            c = np.trace(np.diag(d) @ s) / ((src - ms) ** 2).sum(1).mean()
            t = md - c * r @ ms
            print(c * r[0, 0], c * r[1, 0], *t)
            """,
            [.. from.Concat(FaceTemplate.Landmarks).SelectMany(p => new[] { p.X, p.Y })
                .Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture))]);

        var fitted = SimilarityTransform.Fit(from, FaceTemplate.Landmarks)!.Value;

        foreach (var line in answer.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var expected = line.Split(' ').Select(v => double.Parse(v, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            Assert.All(expected.Zip([fitted.A, fitted.B, fitted.X, fitted.Y]), p => Assert.Equal(p.First, p.Second, 1e-9));
        }
    }

    [Fact]
    public void Fit_PointsThatDetermineNothing_IsNull()
    {
        var same = Enumerable.Repeat(new ImagePoint(4, 4), 5).ToArray();
        var broken = FaceTemplate.Landmarks.Select((p, i) => i == 2 ? new ImagePoint(double.NaN, p.Y) : p).ToArray();

        Assert.Null(SimilarityTransform.Fit(same, FaceTemplate.Landmarks));
        Assert.Null(SimilarityTransform.Fit(FaceTemplate.Landmarks, same));
        Assert.Null(SimilarityTransform.Fit(broken, FaceTemplate.Landmarks));
        Assert.Null(SimilarityTransform.Fit([same[0]], [same[0]]));
        Assert.Throws<ArgumentException>(() => SimilarityTransform.Fit(same, [same[0]]));
    }
}
