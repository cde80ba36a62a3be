using System.Text.Json;
using FaceGrid.Tests;
using FaceGrid.Vision.Faces.VerificationHeads;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Tests.Weights;
using FaceGrid.Vision.Training;
using FaceGrid.Vision.Training.Losses;
using static FaceGrid.Vision.Tests.Training.Losses.Numbers;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Losses;

public sealed class PyTorchLossTests
{
    private const double Tolerance = 1e-10;

    [PythonFact("torch")]
    public void Losses_ValuesAndGradients_EqualPyTorch()
    {
        var script = Path.Combine(SharedFiles.RepositoryRoot, "tests/Vision.Tests/Training/Losses/Reference/losses.py");
        using var expected = JsonDocument.Parse(Python.RunFile(script));
        var root = expected.RootElement;
        using var teacher = tensor(Teacher, [Rows, Columns]);

        Check(root, "triplet", x => TripletLoss.Of(x, Triplets, 0.7));
        Check(root, "euclidean_triplet", x => EuclideanTripletLoss.Of(x, Triplets, 0.5));
        Check(root, "contrastive", x => ContrastiveLoss.Of(x, Pairs, 1.3));
        Check(root, "distillation_cosine", x => DistillationLoss.Of(x, teacher, DistillationKind.Cosine));
        Check(root, "distillation_l2", x => DistillationLoss.Of(x, teacher, DistillationKind.SquaredL2));
        using var other = tensor(Sines(Rows * Columns, 2.2), [Rows, Columns]);
        Check(root, "hints", x => StageHints.Of([x.Times(2), x.narrow(0, 0, 4).Squared()], [teacher, other]));
        foreach (var (kind, name) in new[] { (HeadKind.Absolute, "absolute"), (HeadKind.Squared, "squared"), (HeadKind.ChiSquare, "chi_square") })
        {
            using var head = LossGradientTests.Head(kind);
            Check(root, "head_" + name, x => head.Loss(x, Pairs), head.named_parameters());
        }

        foreach (var withNobody in new[] { false, true })
        {
            using var classifier = LossGradientTests.Classifier(withNobody);
            var labels = withNobody ? new long[] { 0, -1, 1, -1, 2, -1 } : People;
            Check(root, $"softmax_{classifier.Outputs}", x => classifier.Loss(classifier.call(x), labels), classifier.named_parameters());
        }
    }

    private static void Check(
        JsonElement root, string name, Func<Tensor, Tensor> loss, IEnumerable<(string name, TorchSharp.Modules.Parameter parameter)>? parameters = null)
    {
        var expected = root.GetProperty(name);
        var (value, gradient) = Differentiate(loss, Encodings, Rows, Columns);
        Assert.Equal(expected.GetProperty("loss").GetDouble(), value, Tolerance);
        Near(expected.GetProperty("encodings"), gradient, name);
        foreach (var (parameterName, parameter) in parameters ?? [])
        {
            Near(expected.GetProperty(parameterName), parameter.grad!.data<double>().ToArray(), $"{name}.{parameterName}");
        }
    }

    private static void Near(JsonElement expected, double[] actual, string what)
    {
        var numbers = expected.EnumerateArray().Select(e => e.GetDouble()).ToArray();
        Assert.Equal(numbers.Length, actual.Length);
        Assert.All(numbers.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) < Tolerance, $"{what}: {pair.First} expected, {pair.Second}"));
    }
}
