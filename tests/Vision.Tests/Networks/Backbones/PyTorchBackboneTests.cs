using FaceGrid.Tests;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Networks.Backbones;

/// <summary>
/// Compares every network except MobileFaceNet (<see cref="MobileFaceNetTests"/>) with Reference/backbones.py on the same weights
/// and non-trivial running statistics.
/// </summary>
public sealed class PyTorchBackboneTests : IDisposable
{
    private const int Batch = 6;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonTheory("torch", "numpy")]
    [InlineData("lenet-5", 36, 44)]
    [InlineData("alexnet", 80, 96)]
    [InlineData("vgg-16", 48, 64)]
    [InlineData("vgg-19", 48, 40)]
    [InlineData("resnet-18", 64, 80)]
    [InlineData("resnet-34", 64, 56)]
    [InlineData("inception", 96, 80)]
    public void ForwardAndBackward_SameWeights_EqualPyTorchInDoublePrecision(string name, int height, int width)
    {
        using var scope = NewDisposeScope();
        using var network = BackboneCatalog.Create(
            name, new BackboneOptions { Height = height, Width = width, Embedding = 20, WidthMultiplier = 0.25 }, seed: 4);
        network.train();
        for (var seed = 0; seed < 2; seed++)
        {
            network.call(Random(seed, Batch, 3, height, width)).Dispose();
        }

        var (input, cotangent) = (Random(7, Batch, 3, height, width), Random(8, Batch, 20));
        var writer = new SafeTensorsWriter();
        network.AddTo(writer);
        writer.Save(_folder.File("weights"));
        new SafeTensorsWriter()
            .Add("input", input.shape, Values(input))
            .Add("cotangent", cotangent.shape, Values(cotangent))
            .Save(_folder.File("case"));

        Python.RunFile(
            Path.Combine(SharedFiles.RepositoryRoot, "tests", "Vision.Tests", "Networks", "Backbones", "Reference", "backbones.py"),
            name, _folder.File("weights"), _folder.File("case"), _folder.File("answer"));

        using var answer = SafeTensorsFile.Open(_folder.File("answer"));
        network.eval();
        Near(answer.ReadFloats("eval"), Values(network.call(input)), 2e-5, "eval");

        // In float32 the sign of a unit near 0 may differ before the rectifier, so gradients are compared in the precision of the
        // reference.
        network.to(ScalarType.Float64);
        network.train();
        var output = network.call(input.to(ScalarType.Float64));
        Near(answer.ReadFloats("train"), Values(output), 1e-6, "train");
        output.mul(cotangent.to(ScalarType.Float64)).sum().backward();
        var parameters = network.NamedState().Where(s => s.Tensor.requires_grad).ToList();
        Assert.Equal(answer.Tensors.Count - 2, parameters.Count);

        // A bias before a batch norm has a gradient of 0 except for rounding.
        var largest = parameters.Max(p => Norm(answer.ReadFloats(p.Name)));
        Assert.All(parameters, p => Near(answer.ReadFloats(p.Name), Values(p.Tensor.grad!), 1e-6, p.Name, 1e-6 * largest));
    }

    private static Tensor Random(int seed, params long[] shape)
    {
        var random = new Random(seed);
        return tensor(
            Enumerable.Range(0, (int)shape.Aggregate((a, b) => a * b))
                .Select(_ => (float)((2 * random.NextDouble()) - 1))
                .ToArray(), shape);
    }

    private static float[] Values(Tensor tensor) => tensor.detach().to(ScalarType.Float32).contiguous().data<float>().ToArray();

    private static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(v => (double)v * v));

    /// <summary>Compares by the norm of the difference.</summary>
    private static void Near(float[] expected, float[] actual, double relative, string name, double floor = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        var (difference, size) = (Norm(expected.Zip(actual, (a, b) => a - b)), Math.Max(Norm(expected), floor));
        Assert.True(difference <= relative * size, $"{name}: differs by {difference} of {size}");
    }
}
