using FaceGrid.Vision.Faces.VerificationHeads;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Losses;
using TorchSharp;
using static FaceGrid.Vision.Tests.Training.Losses.Numbers;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Training.Losses;

/// <summary>Every loss in float64 against central differences; in <see cref="PyTorchLossTests"/> against PyTorch.</summary>
public sealed class LossGradientTests
{
    [Fact]
    public void EuclideanTriplet_Gradient_EqualsFiniteDifferences() => Check(x => EuclideanTripletLoss.Of(x, Triplets, 0.5));

    [Fact]
    public void Contrastive_Gradient_EqualsFiniteDifferences() => Check(x => ContrastiveLoss.Of(x, Pairs, 1.3));

    [Theory]
    [InlineData(HeadKind.Absolute)]
    [InlineData(HeadKind.Squared)]
    [InlineData(HeadKind.ChiSquare)]
    public void LogisticHead_Gradients_EqualFiniteDifferences(HeadKind kind)
    {
        using var head = Head(kind);
        Check(x => head.Loss(x, Pairs));
        foreach (var (name, parameter) in head.named_parameters())
        {
            var start = parameter.data<double>().ToArray();
            using var fixedEncodings = tensor(Encodings, [Rows, Columns]);
            using var loss = head.Loss(fixedEncodings, Pairs);
            parameter.grad?.zero_();
            loss.backward();
            CheckParameter(() => head.Loss(fixedEncodings, Pairs), parameter, start, name);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Softmax_Gradients_EqualFiniteDifferences(bool withNobody)
    {
        using var classifier = Classifier(withNobody);
        var labels = withNobody ? new long[] { 0, -1, 1, -1, 2, -1 } : People;
        Check(x =>
        {
            using var logits = classifier.call(x);
            return classifier.Loss(logits, labels);
        });
    }

    [Theory]
    [InlineData(DistillationKind.Cosine)]
    [InlineData(DistillationKind.SquaredL2)]
    public void Distillation_Gradient_EqualsFiniteDifferences(DistillationKind kind)
    {
        using var teacher = tensor(Teacher, [Rows, Columns]);
        Check(x => DistillationLoss.Of(x, teacher, kind));
    }

    [Fact]
    public void Hints_Gradient_EqualsFiniteDifferences()
    {
        using var first = tensor(Teacher, [Rows, Columns]);
        using var second = tensor(Sines(Rows * Columns, 2.2), [Rows, Columns]);
        Check(x => StageHints.Of([x.Times(2), x.narrow(0, 0, 4).Squared()], [first, second]));
    }

    [Fact]
    public void Hints_EqualMapsAndTheirMean_AreZeroAndOne()
    {
        using var map = tensor(Teacher, [Rows, Columns]);
        using var mean = ScalarOperations.Filled([Rows, Columns], Teacher.Average(), ScalarType.Float64);

        Assert.Equal(0, StageHints.Of([map, map], [map, map]).item<double>(), 1e-15);
        Assert.Equal(1, StageHints.Of([mean], [map]).item<double>(), 1e-12);
    }

    [Fact]
    public void Hints_MapsOfOtherShapesOrStages_AreRefused()
    {
        using var map = tensor(Teacher, [Rows, Columns]);
        using var turned = map.t();

        Assert.Throws<ArgumentException>(() => StageHints.Of([map], [turned]));
        Assert.Throws<ArgumentException>(() => StageHints.Of([map], [map, map]));
        Assert.Throws<ArgumentException>(() => StageHints.Of([map], [map.narrow(0, 0, 2)]));
    }

    [Fact]
    public void EuclideanLosses_EqualEncodings_HaveFiniteGradients()
    {
        var equal = new double[Rows * Columns];
        Array.Fill(equal, 0.25);

        Assert.All(Differentiate(x => EuclideanTripletLoss.Of(x, Triplets, 0.5), equal, Rows, Columns).Gradient, g => Assert.True(double.IsFinite(g)));
        Assert.All(Differentiate(x => ContrastiveLoss.Of(x, Pairs, 1.3), equal, Rows, Columns).Gradient, g => Assert.True(double.IsFinite(g)));
    }

    [Fact]
    public void Distillation_Teacher_GetsNoGradient()
    {
        using var student = tensor(Encodings, [Rows, Columns], requires_grad: true);
        using var teacher = tensor(Teacher, [Rows, Columns], requires_grad: true);
        using var loss = DistillationLoss.Of(student, teacher, DistillationKind.Cosine);
        loss.backward();

        Assert.True(teacher.grad is null || teacher.grad.abs().sum().item<double>() == 0);
    }

    internal static LogisticPairHead Head(HeadKind kind)
    {
        var head = new LogisticPairHead(kind, Columns);
        head.to(ScalarType.Float64);
        Set(head.named_parameters().Single(p => p.name == "weight").parameter, Sines(Columns, 2));
        Set(head.named_parameters().Single(p => p.name == "bias").parameter, [0.4]);
        return head;
    }

    internal static SoftmaxClassifier Classifier(bool withNobody)
    {
        var classifier = new SoftmaxClassifier(3, Columns, withNobody, seed: 1);
        classifier.to(ScalarType.Float64);
        Set(classifier.named_parameters().Single(p => p.name == "weight").parameter, Sines(classifier.Outputs * Columns, 2));
        Set(classifier.named_parameters().Single(p => p.name == "bias").parameter, Sines(classifier.Outputs, 0.9));
        return classifier;
    }

    private static void Check(Func<Tensor, Tensor> loss) => CheckAgainstDifferences(loss, Encodings, Rows, Columns);

    private static void CheckParameter(Func<Tensor> loss, Tensor parameter, double[] start, string name)
    {
        const double Step = 1e-6;
        var gradient = parameter.grad!.data<double>().ToArray();
        for (var i = 0; i < start.Length; i++)
        {
            Assert.True(Math.Abs(((At(i, Step) - At(i, -Step)) / (2 * Step)) - gradient[i]) < 1e-7, $"{name}[{i}]");
        }

        Set(parameter, start);

        double At(int i, double shift)
        {
            var moved = (double[])start.Clone();
            moved[i] += shift;
            Set(parameter, moved);
            using var value = loss();
            return value.item<double>();
        }
    }

    private static void Set(Tensor parameter, double[] values)
    {
        using var scope = NewDisposeScope();
        using (no_grad())
        {
            parameter.copy_(tensor(values, parameter.shape));
        }
    }
}
