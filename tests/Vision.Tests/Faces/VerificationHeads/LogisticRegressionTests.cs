using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision.Faces.VerificationHeads;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.VerificationHeads;

public sealed class LogisticRegressionTests
{
    private const int Features = 7;

    [Fact]
    public void Derivatives_AnyPoint_EqualFiniteDifferences()
    {
        var problem = Problem(60, 0.05, out _, out _);
        var random = new Random(4);
        for (var round = 0; round < 5; round++)
        {
            var at = Enumerable.Range(0, problem.Parameters).Select(_ => (random.NextDouble() * 4) - 2).ToArray();
            var gradient = new double[problem.Parameters];
            var hessian = new double[problem.Parameters * problem.Parameters];
            problem.Derivatives(at, gradient, hessian);
            for (var i = 0; i < at.Length; i++)
            {
                const double Step = 1e-5;
                var (above, below) = (Moved(at, i, Step), Moved(at, i, -Step));
                Assert.Equal((problem.Value(above) - problem.Value(below)) / (2 * Step), gradient[i], 1e-8);

                var (gradientAbove, gradientBelow) = (new double[at.Length], new double[at.Length]);
                problem.Derivatives(above, gradientAbove, []);
                problem.Derivatives(below, gradientBelow, []);
                for (var j = 0; j <= i; j++)
                {
                    Assert.Equal((gradientAbove[j] - gradientBelow[j]) / (2 * Step), hessian[(i * at.Length) + j], 1e-8);
                }
            }
        }
    }

    [PythonFact("torch")]
    public void Fit_AnyProblem_EqualsAnIndependentSolver()
    {
        foreach (var lambda in new[] { 1.0, 0.01, 1e-4 })
        {
            var problem = Problem(200, lambda, out var rows, out var positive);

            // PyTorch's L-BFGS with a strong-Wolfe search in float64, on the same objective.
            var expected = JsonDocument.Parse(Python.Run(
                """
                import json, sys, torch
                d = json.loads(sys.argv[1]); n, k, lam = d["n"], d["k"], d["lambda"]
                x = torch.tensor(d["rows"], dtype=torch.float64).reshape(n, k); y = torch.tensor(d["positive"], dtype=torch.float64) * 2 - 1
                p = torch.zeros(k + 1, dtype=torch.float64, requires_grad=True)
                opt = torch.optim.LBFGS([p], lr=1, max_iter=5000, tolerance_grad=1e-13, tolerance_change=1e-18, history_size=30, line_search_fn="strong_wolfe")
                def closure():
                    opt.zero_grad(); loss = torch.nn.functional.softplus(-y * (x @ p[:k] + p[k])).mean() + lam / 2 * (p[:k] ** 2).sum(); loss.backward(); return loss
                opt.step(closure)
                print(json.dumps(p.tolist()))
                """,
                JsonSerializer.Serialize(new { n = positive.Length, k = Features, lambda, rows, positive }))).RootElement.EnumerateArray().Select(v => v.GetDouble()).ToArray();

            var fitted = LogisticRegression.Fit(problem);

            Assert.All(expected.Zip(fitted), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void Fit_OneFeature_EqualsBisection()
    {
        // x = ±1 with known counts: by symmetry c = 0, and J'(w) = λw − share + σ(w) for a share of right signs.
        const double Share = 0.8;
        const double Lambda = 0.1;
        var rows = Enumerable.Range(0, 20).Select(i => i < 10 ? 1.0 : -1.0).ToArray();
        var positive = Enumerable.Range(0, 20).Select(i => i < 10 ? i < 8 : i >= 18).ToArray();
        var (low, high) = (0.0, 10.0);
        for (var i = 0; i < 200; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = (Lambda * middle) - Share + (1 / (1 + Math.Exp(-middle))) > 0 ? (low, middle) : (middle, high);
        }

        var fitted = LogisticRegression.Fit(new LogisticProblem(rows, positive, 1, Lambda));

        Assert.Equal(low, fitted[0], 1e-9);
        Assert.Equal(0, fitted[1], 1e-9);
    }

    [Fact]
    public void Fit_SeparableData_StaysFiniteAndRight()
    {
        var rows = Enumerable.Range(0, 100).Select(i => i < 50 ? 1.0 + i : -1.0 - i).ToArray();
        var positive = Enumerable.Range(0, 100).Select(i => i < 50).ToArray();
        foreach (var lambda in new[] { 1e-2, 1e-6, 1e-10 })
        {
            var fitted = LogisticRegression.Fit(new LogisticProblem(rows, positive, 1, lambda));

            Assert.All(fitted, value => Assert.True(double.IsFinite(value), value.ToString(CultureInfo.InvariantCulture)));
            Assert.All(rows.Zip(positive), pair => Assert.Equal(pair.Second, (pair.First * fitted[0]) + fitted[1] > 0));
        }
    }

    [Fact]
    public void Fit_Twice_GivesTheSameBits()
    {
        Assert.Equal(LogisticRegression.Fit(Problem(150, 0.01, out _, out _)), LogisticRegression.Fit(Problem(150, 0.01, out _, out _)));
    }

    [Fact]
    public void Constructor_OneClassOrNoRegularisation_Throws()
    {
        Assert.Throws<ArgumentException>(() => new LogisticProblem([1, 2], [true, true], 1, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogisticProblem([1, 2], [true, false], 1, 0));
    }

    [Theory]
    [InlineData(-1000, 0, 0)]
    [InlineData(0, 0.69314718055994531, 0.5)]
    [InlineData(1000, 1000, 1)]
    public void SoftplusAndSigmoid_FarOut_DoNotOverflow(double z, double softplus, double sigmoid)
    {
        Assert.Equal(softplus, LogisticProblem.Softplus(z), 1e-12);
        Assert.Equal(sigmoid, LogisticProblem.Sigmoid(z), 1e-12);
    }

    private static LogisticProblem Problem(int count, double lambda, out double[] rows, out bool[] positive)
    {
        var random = new Random(11);
        rows = [.. Enumerable.Range(0, count * Features).Select(_ => (random.NextDouble() * 2) - 1)];
        var copy = rows;
        positive = [.. Enumerable.Range(0, count).Select(i => copy[i * Features] - copy[(i * Features) + 1] + random.NextDouble() > 0.6)];
        return new LogisticProblem(rows, positive, Features, lambda);
    }

    private static double[] Moved(double[] point, int index, double by)
    {
        var moved = (double[])point.Clone();
        moved[index] += by;
        return moved;
    }
}
