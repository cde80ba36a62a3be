using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class LayerTests
{
    public static TheoryData<int, int, int, int, int> Geometries => new()
    {
        { 1, 0, 1, 1, 3 },
        { 2, 1, 1, 1, 3 },
        { 1, 2, 2, 1, 3 },
        { 2, 1, 1, 4, 3 },
        { 1, 0, 1, 1, 1 },
        { 3, 2, 1, 2, 5 },
    };

    [Theory]
    [MemberData(nameof(Geometries))]
    public void Conv2d_EveryGeometry_AsNestedLoops(int stride, int padding, int dilation, int groups, int kernel)
    {
        using DisposeScope scope = NewDisposeScope();
        const int N = 2, C = 4, O = 8, H = 11, W = 9;
        double[] x = Near.Numbers(N * C * H * W), w = Near.Numbers(O * C / groups * kernel * kernel, 1), b = Near.Numbers(O, 2);
        int oh = ((H + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1, ow = ((W + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;
        double[] expected = new double[N * O * oh * ow];
        int perGroup = C / groups;
        for (int i = 0; i < expected.Length; i++)
        {
            int column = i % ow, row = i / ow % oh, o = i / (ow * oh) % O, n = i / (ow * oh * O), first = o / (O / groups) * perGroup;
            double sum = b[o];
            for (int k = 0; k < perGroup * kernel * kernel; k++)
            {
                int dx = k % kernel, dy = k / kernel % kernel, c = k / (kernel * kernel);
                int sx = (column * stride) - padding + (dx * dilation), sy = (row * stride) - padding + (dy * dilation);
                if (sx >= 0 && sx < W && sy >= 0 && sy < H)
                {
                    sum += x[(((((n * C) + first + c) * H) + sy) * W) + sx] * w[(o * perGroup * kernel * kernel) + k];
                }
            }

            expected[i] = sum;
        }

        Conv2d layer = nn.Conv2d(C, O, kernel, stride: stride, padding: padding, dilation: dilation, groups: groups);
        using (no_grad())
        {
            layer.weight.copy_(tensor(w).view(layer.weight.shape));
            layer.bias!.copy_(tensor(b));
        }

        Tensor output = layer.call(tensor(x, [N, C, H, W], dtype: ScalarType.Float32));

        Assert.Equal([N, O, oh, ow], output.shape);
        Near.Equal(expected, output, 1e-5);
        Near.Equal(expected, layer.to(ScalarType.Float64).call(tensor(x, [N, C, H, W])), 1e-6);
        layer.Dispose();
    }

    [Fact]
    public void Conv2d_WrongChannels_Throws()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d layer = nn.Conv2d(3, 4, 3);

        Assert.Throws<ArgumentException>(() => layer.call(zeros(1, 2, 8, 8)));
    }

    [Fact]
    public void Conv2d_SamePaddingAndReflection_KeepTheSize()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d same = nn.Conv2d(1, 1, 5, Padding.Same), reflected = nn.Conv2d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Reflect, bias: false);
        using (no_grad())
        {
            reflected.weight.fill_(1);
        }

        Assert.Equal([1L, 1L, 7L, 7L], same.call(zeros(1, 1, 7, 7)).shape);
        Tensor corner = reflected.call(arange(9, dtype: ScalarType.Float32).view(1, 1, 3, 3))[0, 0, 0, 0];
        Assert.Equal(4 + 3 + 4 + 1 + 0 + 1 + 4 + 3 + 4, corner.item<float>());
    }

    [Fact]
    public void BatchNorm2d_Training_NormalisesAndLearnsStatistics()
    {
        using DisposeScope scope = NewDisposeScope();
        const int N = 3, C = 2, P = 20;
        double[] x = Near.Numbers(N * C * P);
        using BatchNorm2d layer = nn.BatchNorm2d(C, eps: 1e-3, momentum: 0.3, dtype: ScalarType.Float64);

        Tensor output = layer.call(tensor(x, [N, C, 4, 5]));

        for (int c = 0; c < C; c++)
        {
            double[] channel = [.. Enumerable.Range(0, N).SelectMany(n => x.Skip(((n * C) + c) * P).Take(P))];
            double mean = channel.Average(), variance = channel.Average(v => (v - mean) * (v - mean));
            Near.Equal([.. channel.Select(v => (v - mean) / Math.Sqrt(variance + 1e-3))], output.select(1, c).contiguous(), 1e-10);
            Assert.Equal(0.3 * mean, layer.running_mean![c].ToDouble(), 1e-10);
            Assert.Equal(0.7 + (0.3 * variance * channel.Length / (channel.Length - 1)), layer.running_var![c].ToDouble(), 1e-10);
        }

        Assert.Equal(1, layer.num_batches_tracked!.ToInt64());
        layer.eval();
        Tensor still = layer.call(tensor(x, [N, C, 4, 5]));
        double first = (x[0] - layer.running_mean![0].ToDouble()) / Math.Sqrt(layer.running_var![0].ToDouble() + 1e-3);
        Assert.Equal(first, still[0, 0, 0, 0].ToDouble(), 1e-10);
        Assert.Equal(1, layer.num_batches_tracked!.ToInt64());
        Assert.Throws<ArgumentException>(() => layer.call(zeros(2, 2)));
    }

    [Fact]
    public void Pooling_Windows_AsByHand()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(16, dtype: ScalarType.Float32).view(1, 1, 4, 4);

        Near.Equal([5, 7, 13, 15], nn.MaxPool2d(2).call(x));
        Near.Equal([2.5, 4.5, 10.5, 12.5], nn.AvgPool2d(2).call(x));
        Near.Equal([7.5], nn.AdaptiveAvgPool2d(1).call(x));
        Near.Equal([0, 2, 3, 8, 10, 11, 12, 14, 15], nn.MaxPool2d(2, stride: 2, padding: 1).call(x));
        (Tensor most, Tensor places) = nn.functional.max_pool2d_with_indices(x, [2, 2]);
        Assert.Equal([5L, 7, 13, 15], places.data<long>().ToArray());
        Near.Equal([0, 0, 0, 0, 0, 5, 0, 7, 0, 0, 0, 0, 0, 13, 0, 15], nn.functional.max_unpool2d(most, places, [2, 2]));
        Assert.Equal([1L, 1, 5, 5], nn.functional.max_unpool2d(most, places, [2, 2], output_size: [1, 1, 5, 5]).shape);
    }

    [Fact]
    public void Dropout_TrainingAndEvaluation_ScalesOrPasses()
    {
        using DisposeScope scope = NewDisposeScope();
        using Dropout layer = nn.Dropout(0.25);
        Tensor x = ones(20_000);

        Tensor dropped = layer.call(x);
        layer.eval();

        Assert.Equal(0.25, (dropped == 0).to(ScalarType.Float64).mean().ToDouble(), 0.02);
        Assert.Equal(1 / 0.75f, dropped.max().item<float>(), 5);
        Assert.True(layer.call(x).Equals(x));
    }

    /// <summary>Expected numbers: PyTorch's for the same inputs.</summary>
    [Fact]
    public void Losses_SmallInputs_AsPyTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = arange(12, dtype: ScalarType.Float32).sin().view(3, 4), b = arange(12, dtype: ScalarType.Float32).cos().view(3, 4), c = (arange(12, dtype: ScalarType.Float32) * 2).sin().view(3, 4);

        Near.Equal([1.9188885688781738], nn.CrossEntropyLoss().call(a, tensor(new long[] { 1, 0, 3 })));
        Near.Equal([0.7299246788024902], nn.BCEWithLogitsLoss().call(a, b.abs()));
        Near.Equal([0.27636873722076416], nn.TripletMarginLoss(margin: 0.3).call(a, b, c));
        Near.Equal([0.7306511998176575], nn.CosineEmbeddingLoss(margin: 0.1).call(a, b, tensor(new long[] { 1, -1, 1 })));
        Near.Equal([0.6332536339759827], nn.SmoothL1Loss(beta: 0.5).call(a, b));
        Near.Equal([(a - b).pow(2).mean().ToDouble()], nn.MSELoss().call(a, b));
        Near.Equal([(a - b).abs().sum().ToDouble()], nn.L1Loss(nn.Reduction.Sum).call(a, b));
        Near.Equal([0.0, 0.4548181891441345, 0.5119806528091431, 0.08161773532629013, -0.4107745587825775, -0.5135096311569214, -0.15467223525047302, 0.35858428478240967, 0.5370003581047058, 0.22958646714687347, -0.31611549854278564, -0.5464030504226685], nn.LocalResponseNorm(3, alpha: 0.5, beta: 0.75, k: 2.0).call(a.view(1, 3, 2, 2)));
        Near.Equal([0.0, 0.4207354784011841, 0.8527753353118896, 0.8979930281639099, 0.525208592414856, 0.14112000167369843, -0.3027210235595703, -0.09070412069559097, 0.1733960211277008, 0.38172900676727295, 0.39063942432403564, 0.34746667742729187, -0.7568023800849915, -0.8578633069992065, -0.8456726670265198, -0.39266690611839294, 0.188785582780838, 0.6569865345954895, 0.290894091129303, 0.07729779183864594, -0.18661192059516907, -0.3878655433654785, -0.3876892626285553, -0.3371996283531189, 0.9893582463264465, 0.7007383704185486, 0.2527618408203125, -0.3846645653247833, -0.7720057368278503, -0.9999902248382568], nn.functional.interpolate(a.view(1, 1, 3, 4), size: [5L, 6L], mode: InterpolationMode.Bilinear, align_corners: false));
    }

    [Fact]
    public void Normalize_Rows_HaveLengthOne()
    {
        using DisposeScope scope = NewDisposeScope();

        Tensor rows = nn.functional.normalize(randn(6, 9));

        Near.Equal([1, 1, 1, 1, 1, 1], rows.norm(1));
    }

    [Fact]
    public void Initialisation_Defaults_WithinPyTorchsBounds()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d conv = nn.Conv2d(16, 32, 3);
        using Linear linear = nn.Linear(400, 50);
        double convBound = 1 / Math.Sqrt(16 * 9), linearBound = 1 / Math.Sqrt(400);

        Assert.InRange(conv.weight.abs().max().ToDouble(), 0.95 * convBound, convBound);
        Assert.InRange(conv.bias!.abs().max().ToDouble(), 0.5 * convBound, convBound);
        Assert.InRange(linear.weight.abs().max().ToDouble(), 0.99 * linearBound, linearBound);
        Assert.Equal(linearBound / Math.Sqrt(3), linear.weight.std().ToDouble(), 2e-3);
        nn.init.kaiming_normal_(linear.weight, nonlinearity: nn.init.NonlinearityType.ReLU);
        Assert.Equal(Math.Sqrt(2.0 / 400), linear.weight.std().ToDouble(), 2e-3);
        nn.init.xavier_uniform_(linear.weight);
        Assert.InRange(linear.weight.abs().max().ToDouble(), 0.99 * Math.Sqrt(6.0 / 450), Math.Sqrt(6.0 / 450));
    }
}
