using System.Globalization;
using System.Text.Json;
using FaceGrid.Tests;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Optimisers;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <summary>Whole runs against PyTorch's, with the same network and images.</summary>
public sealed class PyTorchTrajectoryTests : IDisposable
{
    private const string Weights = "models/vgg19-imagenet-conv.safetensors";
    private const string Dump = "reference/style-neural-style-96x128.safetensors";
    private const string Program = "reference/style_transfer.py";

    /// <summary>
    /// The independent losses with torch.optim; prints Adam's curve, how far it moves when the start is perturbed, and where L-BFGS ends
    /// from perturbed starts.
    /// </summary>
    private const string Reference = """
        import json, sys
        sys.path.insert(0, sys.argv[1])
        import torch
        import style_transfer as st
        from mobilefacenet import read_safetensors
        torch.set_num_threads(1)
        w, images = read_safetensors(sys.argv[2]), read_safetensors(sys.argv[3])
        C, S = images["content"].clone(), images["style"].clone()
        def targets():
            with torch.no_grad():
                f = st.features(w, S)
                return st.features(w, C)[st.CONTENT], [st.gram(f[l]) for l in st.STYLE]
        def cost(x, fc, grams):
            c, s, tv = st.losses(w, x, fc, grams)
            return c + s.sum() + tv
        fc, grams = targets()
        def perturbed(seed): return C + 255e-6 * torch.randn(C.shape, generator=torch.Generator().manual_seed(seed))
        def descend(start):
            x, curve = start.clone().requires_grad_(True), []
            adam = torch.optim.Adam([x], lr=10.0)
            for _ in range(int(sys.argv[4])):
                adam.zero_grad(); j = cost(x, fc, grams); j.backward(); adam.step(); curve.append(j.item())
            return curve
        curve = descend(C)
        others = [descend(perturbed(seed)) for seed in range(5)]
        noise = [max(abs(o[i] / curve[i] - 1) for o in others) for i in range(len(curve))]
        def shallow(w, rgb):
            x = rgb[:, [2, 1, 0]] - torch.tensor(st.MEAN, dtype=rgb.dtype).view(1, 3, 1, 1)
            out = {}
            for name, index in (("relu1_1", 0), ("relu1_2", 2), ("pool", None), ("relu2_1", 5), ("relu2_2", 7)):
                x = torch.max_pool2d(x, 2) if index is None else torch.relu(
                    torch.conv2d(x, w[f"features.{index}.weight"], w[f"features.{index}.bias"], padding=1))
                out[name] = x
            return out
        st.features, st.STYLE, st.CONTENT = shallow, ("relu1_1", "relu2_1"), "relu2_2"
        fc, grams = targets()
        ends = []
        for seed in range(5):
            x = perturbed(seed).requires_grad_(True)
            lbfgs = torch.optim.LBFGS(
                [x], lr=1, max_iter=int(sys.argv[5]), max_eval=10**9, history_size=100,
                tolerance_grad=-1, tolerance_change=-1, line_search_fn="strong_wolfe")
            def closure():
                lbfgs.zero_grad(); j = cost(x, fc, grams); j.backward(); return j
            lbfgs.step(closure); ends.append(cost(x, fc, grams).item())
        print(json.dumps({"adam": curve, "noise": noise, "wolfe": ends}))
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact(Weights, Dump)]
    public void Advance_AdamFromTheContent_FollowsTheReferenceRun()
    {
        const int Steps = 60;
        using var file = SafeTensorsFile.Open(SharedFiles.PathOf(Dump));
        var (content, style) = (Picture(file, "content"), Picture(file, "style"));
        var settings = StyleDefaults.Of(StyleProfiles.Find("neural-style")) with
        {
            Optimizer = StyleDefaults.OptimizerOf(StyleOptimizer.Adam),
            Start = new StartSettings { Kind = StyleStart.Content },
            Pyramid = [new(128, Steps)],
        };

        AssertNear(
            file.ReadFloats("adam.lr10.from-content.loss").Take(Steps).Select(v => (double)v),
            Curve(settings, new StyleImages(content, [style])));
    }

    [SharedPythonFact(Weights, Program, "reference/mobilefacenet.py")]
    public void Advance_AdamAndStrongWolfe_EndWhereTorchOptimEnds()
    {
        const int AdamSteps = 60, WolfeSteps = 150;
        var images = new StyleImages(TestStyle.Waves(32, 32, 7), [TestStyle.Waves(32, 32, 13)]);
        var path = _folder.File("images.safetensors");
        new SafeTensorsWriter()
            .Add("content", [1, 3, 32, 32], Planes(images.Content))
            .Add("style", [1, 3, 32, 32], Planes(images.Styles[0]))
            .Save(path);
        using var reference = JsonDocument.Parse(Python.Run(
            Reference,
            SharedFiles.PathOf("reference"),
            SharedFiles.PathOf(Weights),
            path,
            AdamSteps.ToString(CultureInfo.InvariantCulture),
            WolfeSteps.ToString(CultureInfo.InvariantCulture)));
        var adam = StyleDefaults.Of(StyleProfiles.Find("neural-style")) with
        {
            Optimizer = StyleDefaults.OptimizerOf(StyleOptimizer.Adam),
            Start = new StartSettings { Kind = StyleStart.Content },
            Pyramid = [new(32, AdamSteps)],
        };

        // So small an image is chaotic: PyTorch itself strays by some percent when its start changes by a millionth.
        AssertNear(Numbers("adam"), Curve(adam, images), Numbers("noise"));

        var wolfe = adam with
        {
            Optimizer = StyleDefaults.OptimizerOf(StyleOptimizer.LBfgs) with { StrongWolfe = true },
            Pyramid = [new(32, WolfeSteps)],
            Loss = adam.Loss with { ContentLayers = [new("relu2_2", 1)], StyleLayers = [new("relu1_1", 1), new("relu2_1", 1)] },
        };

        // After 40 steps PyTorch's five ends still lie 2 % apart, after 150 within 1 %: five of ours, from starts moved as far, against
        // five of its.
        var ours = Enumerable.Range(0, 5).Select(seed => Curve(wolfe with
        {
            Seed = seed,
            Start = new StartSettings
            {
                Kind = StyleStart.ContentAndNoise,
                NoiseRatio = 1e-5,
                Noise = NoiseKind.Normal,
                NoiseAmplitude = 25.5,
            },
        }, images)[^1]).Order().ElementAt(2);
        var median = Numbers("wolfe").Order().ElementAt(2);
        Assert.True(ours <= 1.01 * median, string.Create(CultureInfo.InvariantCulture, $"{ours}, PyTorch {median}"));

        double[] Numbers(string name) => [.. reference.RootElement.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
    }

    /// <summary>J before every step, and at the end.</summary>
    private static List<double> Curve(StyleSettings settings, StyleImages images)
    {
        using var network = VggNetwork.Load(SharedFiles.PathOf(Weights));
        using var run = StyleRun.Start(settings, images, network);
        while (!run.IsFinished)
        {
            run.Advance();
        }

        return [.. run.Losses.Select(l => l.Total), run.FinalLosses!.Total];
    }

    /// <param name="noise">How far the reference strays from itself at each step, relative; twice the most so far is allowed.</param>
    private static void AssertNear(IEnumerable<double> expected, IReadOnlyList<double> actual, double[]? noise = null)
    {
        foreach (var (j, i) in expected.Select((j, i) => (j, i)))
        {
            var allowed = Math.Max(0.005, 2 * (noise?[..(i + 1)].Max() ?? 0));
            Assert.True(
                Math.Abs(actual[i] - j) <= allowed * j,
                string.Create(CultureInfo.InvariantCulture, $"step {i}: {actual[i]}, PyTorch {j}: {(actual[i] / j) - 1:P3}"));
        }
    }

    private static RgbImage Picture(SafeTensorsFile file, string name)
    {
        var shape = file.Entry(name).Shape;
        var (values, pixels) = (file.ReadFloats(name), shape[2] * shape[3]);
        return new RgbImage(
            (int)shape[3], (int)shape[2], [.. Enumerable.Range(0, values.Length).Select(i => (byte)values[(i % 3 * pixels) + (i / 3)])]);
    }

    private static float[] Planes(RgbImage image)
    {
        var pixels = image.Width * image.Height;
        return [.. Enumerable.Range(0, 3 * pixels).Select(i => (float)image.Pixels[(i % pixels * 3) + (i / pixels)])];
    }
}
