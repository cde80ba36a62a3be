using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Tests.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Optimisers;

public sealed partial class PixelOptimizerTests
{
    private const int Steps = 14;

    /// <summary>The same problems with torch.optim; prints every value of the cost, in the order of evaluation.</summary>
    private const string Reference = """
        import json, torch
        torch.set_num_threads(1)
        n = 24
        i = torch.arange(n, dtype=torch.float64)
        def quadratic(x): return ((x - (125 + 75 * torch.sin(1.7 * i))) ** 2 * (1 + 5.0 / n * i)).sum() * 0.5
        def rosenbrock(x): return (100 * (x[1:] - x[:-1] ** 2) ** 2 + (x[:-1] - 1) ** 2).sum()
        ramp = lambda: 10.0 * i
        valley = lambda: torch.tensor([-1.2, 1.0] * (n // 2), dtype=torch.float64)
        def run(cost, start, make, steps, calls, clamp=False):
            x, seen = start().clone().requires_grad_(True), []
            optimiser = make([x])
            def closure():
                if clamp: x.data.clamp_(0, 255)
                optimiser.zero_grad(); j = cost(x); j.backward(); seen.append(j.item()); return j
            for _ in range(calls): optimiser.step(closure)
            return seen
        free = dict(tolerance_grad=-1, tolerance_change=-1)
        far = lambda x: quadratic(x * 1.5 + 90)
        print(json.dumps({
            "descent": run(quadratic, ramp, lambda p: torch.optim.SGD(p, lr=0.1), 1, 20),
            "adam": run(quadratic, ramp, lambda p: torch.optim.Adam(p, lr=3.0), 1, 40),
            "adam-valley": run(rosenbrock, valley, lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.8, 0.99), eps=1e-6), 1, 40),
            "lbfgs": run(quadratic, ramp, lambda p: torch.optim.LBFGS(p, lr=1, max_iter=1, history_size=100, **free), 1, 15),
            "lbfgs-valley": run(rosenbrock, valley, lambda p: torch.optim.LBFGS(p, lr=0.3, max_iter=1, history_size=5, **free), 1, 30),
            "lbfgs-clamped": run(far, ramp, lambda p: torch.optim.LBFGS(p, lr=1, max_iter=1, history_size=4, **free), 1, 15, clamp=True),
            "wolfe": run(quadratic, ramp, lambda p: torch.optim.LBFGS(
                p, lr=1, max_iter=12, max_eval=10**9, history_size=3, line_search_fn="strong_wolfe", **free), 12, 1),
            "wolfe-valley": run(rosenbrock, valley, lambda p: torch.optim.LBFGS(
                p, lr=1, max_iter=30, max_eval=10**9, history_size=5, line_search_fn="strong_wolfe", **free), 30, 1),
        }))
        """;

    public static TheoryData<string> All => ["descent", "adam", "lbfgs", "wolfe"];

    [PythonFact("torch")]
    public void Step_EveryOptimiser_EvaluatesWhatPyTorchEvaluates()
    {
        using var reference = JsonDocument.Parse(Python.Run(Reference));
        Compare("descent", FunctionObjective.Quadratic(), FunctionObjective.RampStart(), Descent(0.1), 20);
        Compare("adam", FunctionObjective.Quadratic(), FunctionObjective.RampStart(), Adam(3), 40);
        Compare(
            "adam-valley",
            FunctionObjective.Rosenbrock(),
            FunctionObjective.RosenbrockStart(),
            Adam(0.02) with { Beta1 = 0.8, Beta2 = 0.99, Epsilon = 1e-6 },
            40);
        Compare("lbfgs", FunctionObjective.Quadratic(), FunctionObjective.RampStart(), LBfgs(1, 100), 15);
        Compare("lbfgs-valley", FunctionObjective.Rosenbrock(), FunctionObjective.RosenbrockStart(), LBfgs(0.3, 5), 30);
        Compare("lbfgs-clamped", Far(), FunctionObjective.RampStart(), LBfgs(1, 4), 15, clamp: true);
        Compare("wolfe", FunctionObjective.Quadratic(), FunctionObjective.RampStart(), Wolfe(1, 3), 12);
        Compare("wolfe-valley", FunctionObjective.Rosenbrock(), FunctionObjective.RosenbrockStart(), Wolfe(1, 5), 30);

        void Compare(string name, FunctionObjective objective, Tensor image, OptimizerSettings settings, int steps, bool clamp = false)
        {
            using var optimizer = PixelOptimizer.Create(settings, image, clamp);
            for (var i = 0; i < steps; i++)
            {
                optimizer.Step(image, objective);
            }

            var expected = reference.RootElement.GetProperty(name).EnumerateArray().Select(v => v.GetDouble()).ToArray();
            Assert.True(
                expected.Length == objective.Costs.Count, $"{name}: {objective.Costs.Count} evaluations, PyTorch {expected.Length}");
            for (var i = 0; i < expected.Length; i++)
            {
                // What is left of a quadratic after convergence is rounding.
                Assert.True(
                    Math.Abs(expected[i] - objective.Costs[i]) <= (1e-6 * expected[i]) + (1e-12 * expected[0]),
                    string.Create(
                        CultureInfo.InvariantCulture, $"{name}, evaluation {i}: {objective.Costs[i]:R}, PyTorch {expected[i]:R}"));
            }

            image.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Load_AfterEveryStep_ContinuesWithTheSameBits(string name)
    {
        var settings = Named(name);
        using var whole = FunctionObjective.RosenbrockStart(ScalarType.Float32);
        var images = new List<byte[]>();
        using (var optimizer = PixelOptimizer.Create(settings, whole, clamp: false))
        {
            for (var i = 0; i < Steps; i++)
            {
                optimizer.Step(whole, FunctionObjective.Rosenbrock());
                images.Add(whole.bytes.ToArray());
            }
        }

        Assert.NotEqual(images[^2], images[^1]);
        using var image = FunctionObjective.RosenbrockStart(ScalarType.Float32);
        var resumed = PixelOptimizer.Create(settings, image, clamp: false);
        for (var i = 0; i < Steps; i++)
        {
            using var bytes = new MemoryStream();
            var state = new CheckpointWriter();
            resumed.Save(state);
            state.Write(bytes, "step");
            resumed.Dispose();
            resumed = PixelOptimizer.Load(settings, image, clamp: false, CheckpointReader.Parse(bytes.ToArray(), "test"));
            resumed.Step(image, FunctionObjective.Rosenbrock());
            Assert.Equal(images[i], image.bytes.ToArray());
        }

        resumed.Dispose();
    }

    [Fact]
    public void Load_StateOfAnotherOptimiserOrImage_Refused()
    {
        using var image = FunctionObjective.RosenbrockStart(ScalarType.Float32);
        using var optimizer = PixelOptimizer.Create(Adam(1), image, clamp: false);
        optimizer.Step(image, FunctionObjective.Rosenbrock());
        var state = CheckpointReader.Parse(State(optimizer), "run.checkpoint");
        using var larger = zeros(new long[] { 1, 3, 4, 4 });

        Assert.Contains(
            "has no 'lbfgs.pairs'",
            Assert.Throws<BadInputException>(() => PixelOptimizer.Load(LBfgs(1, 5), image, false, state)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "1x3x4x4 was expected",
            Assert.Throws<BadInputException>(() => PixelOptimizer.Load(Adam(1), larger, false, state)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, 0.9, 10, "--learning-rate 0")]
    [InlineData(double.NaN, 0.9, 10, "--learning-rate NaN")]
    [InlineData(1.0, 1.0, 10, "beta1 1")]
    [InlineData(1.0, 0.9, 0, "--history 0")]
    public void Validate_OutOfRange_NamesTheOption(double rate, double beta, int history, string named)
    {
        var error = Assert.Throws<BadInputException>((Adam(rate) with { Beta1 = beta, History = history }).Validate);

        Assert.Equal(named, error.Subject);
    }

    private static FunctionObjective Far() => new(x =>
    {
        var flat = x.view(-1).Times(1.5).Plus(90);
        var i = tensor([.. Enumerable.Range(0, (int)flat.numel()).Select(n => (float)n)], dtype: x.dtype);
        return flat.sub(i.Times(1.7).sin().Times(75).Plus(125)).Squared().mul(i.Times(5.0 / flat.numel()).Plus(1)).sum().Times(0.5);
    });

    private static OptimizerSettings Named(string name) => name switch
    {
        "descent" => Descent(0.0005),
        "adam" => Adam(0.05),
        "lbfgs" => LBfgs(0.3, 4),
        _ => Wolfe(1, 4),
    };

    private static OptimizerSettings Descent(double rate) => new() { Kind = StyleOptimizer.GradientDescent, LearningRate = rate };

    private static OptimizerSettings Adam(double rate) => new() { Kind = StyleOptimizer.Adam, LearningRate = rate };

    private static OptimizerSettings LBfgs(double rate, int history) =>
        new() { Kind = StyleOptimizer.LBfgs, LearningRate = rate, History = history };

    private static OptimizerSettings Wolfe(double rate, int history) => LBfgs(rate, history) with { StrongWolfe = true };

    private static byte[] State(IPixelOptimizer optimizer)
    {
        using var bytes = new MemoryStream();
        var state = new CheckpointWriter();
        optimizer.Save(state);
        state.Write(bytes, "");
        return bytes.ToArray();
    }
}
