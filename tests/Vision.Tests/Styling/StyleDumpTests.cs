using FaceGrid.Tests;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling;

/// <summary>Compares with images, Gram matrices, terms and gradient that an independent PyTorch program wrote in float64.</summary>
public sealed class StyleDumpTests
{
    private const string Dump = "reference/style-neural-style-96x128.safetensors";

    [SharedTheory(TestImages.Vgg19, Dump)]
    [InlineData(null)]
    [InlineData(32)]
    public void Evaluate_NeuralStyleDump_SameTermsAndGradient(int? tileSide)
    {
        using var scope = NewDisposeScope();
        using var dump = SafeTensorsFile.Open(SharedFiles.PathOf(Dump));

        var (losses, gradient) = Evaluate(dump, ScalarType.Float32, tileSide);

        Close(dump.ReadFloats("loss.content")[0], losses.Content.Single(), 1e-5);
        Assert.All(dump.ReadFloats("loss.style").Zip(losses.Style), p => Close(p.First, p.Second, 1e-5));
        Close(dump.ReadFloats("loss.tv")[0], losses.TotalVariation, 1e-5);
        Close(losses.Content.Sum() + losses.Style.Sum() + losses.TotalVariation, losses.Total, 1e-12);

        // Where two units of a pooling window are equal to the last bit or two, float32 may take the other; PyTorch in float32
        // is 1.3e-4 away from PyTorch in float64 here for that reason alone.
        var expected = Image(dump, "gradient");
        Assert.InRange(TestImages.DifferenceOfMost(gradient, expected), 0, 1e-4);
        Assert.InRange(TestImages.Difference(gradient, expected), 0, 1e-2);
    }

    [SharedFact(TestImages.Vgg19, Dump)]
    public void Evaluate_NeuralStyleDumpInFloat64_SameGradient()
    {
        using var scope = NewDisposeScope();
        using var dump = SafeTensorsFile.Open(SharedFiles.PathOf(Dump));

        var (_, gradient) = Evaluate(dump, ScalarType.Float64, null);

        // The dump's image is rounded to float32, its gradient is that of the unrounded one.
        Assert.InRange(TestImages.Difference(gradient, Image(dump, "gradient")), 0, 1e-5);
    }

    [SharedFact(TestImages.Vgg19, Dump)]
    public void Compute_NeuralStyleDump_SameGramMatrices()
    {
        using var scope = NewDisposeScope();
        using var dump = SafeTensorsFile.Open(SharedFiles.PathOf(Dump));
        using var network = VggNetwork.Load(SharedFiles.PathOf(TestImages.Vgg19));

        var grams = GramTargets.Compute(
            StyleProfiles.Find("neural-style").Loss, network, tensor(dump.ReadFloats("style"), [1, 3, 96, 128]));

        Assert.Equal(["relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1"], grams.Layers);
        foreach (var layer in grams.Layers)
        {
            var expected = dump.ReadFloats($"gram.style.{layer}");
            var channels = Math.Sqrt(expected.Length);
            Assert.InRange(
                TestImages.Distance(grams.Matrix(layer)!.Select(v => v / channels).ToArray(), expected.Select(v => (double)v).ToArray()),
                0,
                1e-5);
        }
    }

    private static (StyleLosses Losses, Tensor Gradient) Evaluate(SafeTensorsFile dump, ScalarType type, int? tileSide)
    {
        using var network = VggNetwork.Load(SharedFiles.PathOf(TestImages.Vgg19), type: type);
        using var objective = StyleObjectives.Create(
            StyleProfiles.Find("neural-style").Loss,
            network,
            Image(dump, "content", type),
            [new StyleImage { Image = Image(dump, "style", type) }],
            tileSide);
        var gradient = empty([1, 3, 96, 128], type);
        return (objective.Evaluate(Image(dump, "generated", type), gradient), gradient);
    }

    private static Tensor Image(SafeTensorsFile dump, string name, ScalarType type = ScalarType.Float32) =>
        tensor(dump.ReadFloats(name), [1, 3, 96, 128]).to_type(type);

    private static void Close(double expected, double actual, double relative) =>
        Assert.InRange(Math.Abs(actual - expected), 0, relative * Math.Abs(expected));
}
