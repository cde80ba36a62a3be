using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class TensorArithmeticTests
{
    private static readonly double[] s_a = Near.Numbers(12);
    private static readonly double[] s_b = [.. Near.Numbers(12, 2).Select(x => x + 2)];

    public static TheoryData<string> UnaryNames => [.. Unary.Keys];

    private static Dictionary<string, (Func<Tensor, Tensor> Of, Func<double, double> Expected)> Unary => new()
    {
        ["abs"] = (abs, Math.Abs),
        ["neg"] = (x => -x, x => -x),
        ["exp"] = (exp, Math.Exp),
        ["expm1"] = (expm1, x => Math.Exp(x) - 1),
        ["log of square"] = (x => log(square(x) + 1), x => Math.Log((x * x) + 1)),
        ["sqrt of abs"] = (x => x.abs().sqrt_(), x => Math.Sqrt(Math.Abs(x))),
        ["rsqrt"] = (x => rsqrt(x + 3), x => 1 / Math.Sqrt(x + 3)),
        ["sin"] = (sin, Math.Sin),
        ["cos"] = (cos, Math.Cos),
        ["tanh"] = (tanh, Math.Tanh),
        ["sigmoid"] = (sigmoid, x => 1 / (1 + Math.Exp(-x))),
        ["sign"] = (sign, x => Math.Sign(x)),
        ["floor"] = (x => floor(x * 3), x => Math.Floor(x * 3)),
        ["ceil"] = (x => ceil(x * 3), x => Math.Ceiling(x * 3)),
        ["trunc"] = (x => trunc(x * 3), x => Math.Truncate(x * 3)),
        ["round"] = (x => round(x * 3), x => Math.Round(x * 3, MidpointRounding.ToEven)),
        ["reciprocal"] = (x => 2.0 / (x + 3), x => 2 / (x + 3)),
        ["number minus"] = (x => 1 - x, x => 1 - x),
        ["number plus"] = (x => 1.5f + x, x => 1.5 + x),
        ["pow"] = (x => (x + 2).pow(2.5), x => Math.Pow(x + 2, 2.5)),
        ["clamp"] = (x => x.clamp(-0.2, 0.3), x => Math.Clamp(x, -0.2, 0.3)),
        ["clamp_min"] = (x => x.clamp_min(0.1), x => Math.Max(x, 0.1)),
        ["relu"] = (x => x.relu(), x => Math.Max(x, 0)),
        ["leaky_relu"] = (x => nn.functional.leaky_relu(x, 0.2), x => x > 0 ? x : 0.2 * x),
        ["remainder"] = (x => remainder(x, 0.3), x => x - (Math.Floor(x / 0.3) * 0.3)),
        ["fmod"] = (x => fmod(x, 0.3), x => x % 0.3),
    };

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Unary_EveryElement_AsInDoubles(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        (Func<Tensor, Tensor> of, Func<double, double> expected) = Unary[name];

        Near.Equal([.. s_a.Select(expected)], of(tensor(s_a)), 1e-12);
    }

    [Fact]
    public void Operators_TwoTensors_AsInDoubles()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(s_a), b = tensor(s_b);

        Near.Equal([.. s_a.Zip(s_b, (x, y) => x + y)], a + b, 1e-12);
        Near.Equal([.. s_a.Zip(s_b, (x, y) => x - y)], a - b, 1e-12);
        Near.Equal([.. s_a.Zip(s_b, (x, y) => x * y)], a * b, 1e-12);
        Near.Equal([.. s_a.Zip(s_b, (x, y) => x / y)], a / b, 1e-12);
        Near.Equal([.. s_a.Zip(s_b, Math.Max)], maximum(a, b), 1e-12);
        Near.Equal([.. s_a.Zip(s_b, Math.Min)], a.minimum(b), 1e-12);
        Near.Equal([.. s_a.Zip(s_b, (x, y) => Math.Floor(x / y))], a.div(b, RoundingMode.floor), 1e-12);
        Near.Equal([.. s_a.Zip(s_b, (x, y) => x - (0.5 * y))], a.add(b, alpha: -0.5), 1e-12);
        Near.Equal([.. s_a.Zip(s_b, Math.Atan2)], atan2(a, b), 1e-12);
    }

    [Fact]
    public void Operators_DifferentShapes_Broadcast()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor column = tensor(new double[] { 1, 2, 3 }).view(3, 1);
        Tensor row = tensor(new double[] { 10, 20 });

        Tensor sum = column + row;

        Assert.Equal([3L, 2L], sum.shape);
        Near.Equal([11, 21, 12, 22, 13, 23], sum);
    }

    [Fact]
    public void InPlace_Chain_ChangesTheTensorItself()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(new float[] { 1, 2, 3 });

        Tensor returned = a.mul_(2).add_(1).sub_(tensor(new float[] { 1, 1, 1 })).div_(2);

        Assert.Same(a, returned);
        Near.Equal([1, 2, 3], a);
        a.zero_();
        Near.Equal([0, 0, 0], a);
        a.fill_(4);
        Near.Equal([4, 4, 4], a);
    }

    [Fact]
    public void Arithmetic_NumberKinds_PromoteAsPyTorch()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal(ScalarType.Int64, (tensor(new long[] { 1 }) + 1).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new long[] { 1 }) + 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new float[] { 1 }) * 0.5).dtype);
        Assert.Equal(ScalarType.Float64, (tensor(new double[] { 1 }) * 0.5f).dtype);
        Assert.Equal(ScalarType.Bool, (tensor(new double[] { 1 }) > 0.5).dtype);
        Assert.Equal(ScalarType.Float32, (tensor(new int[] { 1 }) / 2).dtype);
    }

    [Fact]
    public void Comparisons_NumbersAndTensors_Masks()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(new float[] { 1, 2, 3 }), b = tensor(new float[] { 3, 2, 1 });

        Assert.Equal([true, false, false], (a < b).data<bool>().ToArray());
        Assert.Equal([false, true, false], a.eq(b).data<bool>().ToArray());
        Assert.Equal([false, true, true], (a >= 2).data<bool>().ToArray());
        Assert.Equal([true, true, false], (3f > a).data<bool>().ToArray());
        Near.Equal([3, 2, 3], where(a < b, b, a));
        Near.Equal([-1, 2, 3], a.masked_fill(a < b, -1));
        Near.Equal([2, 3], a.masked_select(a > 1.5));
        Assert.Equal([false, true, false], tensor(new[] { 1, float.NaN, 2 }).isnan().data<bool>().ToArray());
        Assert.Equal([true, false, false], tensor(new[] { 1, float.NaN, float.PositiveInfinity }).isfinite().data<bool>().ToArray());
        Assert.True(a.allclose(a + 1e-7f));
        Assert.False(a.Equals(b));
    }

    [Fact]
    public void Conversions_Tensors_ToNumbersAndBack()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor half = tensor(2.5f);

        Assert.Equal(2.5f, half.item<float>());
        Assert.Equal(2.5, half.ToDouble());
        Assert.Equal(2.5f, (float)half);
        Assert.Equal(ScalarType.Float64, half.ToScalar().Type);
        Assert.Equal(2, half.to(ScalarType.Int32).item<int>());
        Assert.Equal([1, 0, 200], tensor(new float[] { 1, 0, 200 }).to(ScalarType.Byte).data<byte>().ToArray());
        Assert.Throws<ArgumentException>(() => half.item<double>());
        Assert.Throws<ArgumentException>(() => zeros(2).item<float>());
    }
}
