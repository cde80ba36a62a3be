using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Optimisers;

/// <summary>A cost that is a formula of the pixels; remembers every value it gave.</summary>
internal sealed class FunctionObjective(Func<Tensor, Tensor> cost) : IPixelObjective
{
    public List<double> Costs { get; } = [];

    /// <summary>Σ aᵢ(xᵢ − bᵢ)²/2 with curvatures from 1 to 6 and targets from 50 to 200.</summary>
    public static FunctionObjective Quadratic() => new(x =>
    {
        var flat = x.view(-1);
        var i = tensor([.. Enumerable.Range(0, (int)flat.numel()).Select(n => (float)n)], dtype: x.dtype);
        return flat.sub(i.Times(1.7).sin().Times(75).Plus(125)).Squared().mul(i.Times(5.0 / flat.numel()).Plus(1)).sum().Times(0.5);
    });

    /// <summary>Rosenbrock's valley, chained: Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)².</summary>
    public static FunctionObjective Rosenbrock() => new(x =>
    {
        var flat = x.view(-1);
        var n = flat.numel();
        var (a, b) = (flat.narrow(0, 0, n - 1), flat.narrow(0, 1, n - 1));
        return b.sub(a.Squared()).Squared().Times(100).Plus(a.Minus(1).Squared()).sum();
    });

    /// <summary>1 x 3 x 2 x 4: −1.2, 1, −1.2, 1 … as Rosenbrock began.</summary>
    public static Tensor RosenbrockStart(ScalarType type = ScalarType.Float64) =>
        tensor([.. Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? -1.2 : 1)], [1, 3, 2, 4], dtype: type);

    /// <summary>1 x 3 x 2 x 4 between 0 and 230.</summary>
    public static Tensor RampStart(ScalarType type = ScalarType.Float64) =>
        tensor([.. Enumerable.Range(0, 24).Select(i => 10.0 * i)], [1, 3, 2, 4], dtype: type);

    public StyleLosses Evaluate(Tensor image, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        using var on = enable_grad();
        var x = image.detach().clone().requires_grad_();
        var j = cost(x);
        j.backward();
        gradient.copy_(x.grad!);
        var value = j.to_type(ScalarType.Float64).item<double>();
        Costs.Add(value);
        return new StyleLosses(value, [value], [], 0);
    }

    public void Dispose()
    {
    }
}
