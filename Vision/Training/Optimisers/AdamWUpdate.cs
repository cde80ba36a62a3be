using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Optimisers;

/// <summary>
/// AdamW (Loshchilov and Hutter 2019, algorithm 2) with PyTorch's defaults: β₁ 0.9, β₂ 0.999, ε 10⁻⁸ beside the root of the
/// bias-corrected second moment. TorchSharp's lets scalars be freed during native calls (docs/adr/0014); this is the same
/// arithmetic in the same order.
/// </summary>
internal sealed class AdamWUpdate(Parameter parameter, double weightDecay) : ParameterUpdate(parameter, weightDecay)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly Tensor _mean = zeros_like(parameter).DetachFromDisposeScope();
    private readonly Tensor _square = zeros_like(parameter).DetachFromDisposeScope();
    private long _steps;

    public override void Apply(Tensor gradient, double rate)
    {
        _steps++;
        Parameter.MultiplyInPlace(1 - (rate * WeightDecay));
        _mean.MultiplyInPlace(Beta1).AddMultipleInPlace(gradient, 1 - Beta1);
        _square.MultiplyInPlace(Beta2).AddProductInPlace(gradient, gradient, 1 - Beta2);

        var root = _square.sqrt().DividedBy(Math.Sqrt(1 - Math.Pow(Beta2, _steps))).AddInPlace(Epsilon);
        Parameter.AddQuotientInPlace(_mean, root, -(rate / (1 - Math.Pow(Beta1, _steps))));
    }

    public override void Save(CheckpointWriter writer, string prefix)
    {
        writer.Add(prefix + ".step", _steps);
        writer.Add(prefix + ".exp_avg", _mean);
        writer.Add(prefix + ".exp_avg_sq", _square);
    }

    public override void Load(CheckpointReader reader, string prefix)
    {
        _steps = reader.Integer(prefix + ".step");
        reader.CopyTo(prefix + ".exp_avg", _mean);
        reader.CopyTo(prefix + ".exp_avg_sq", _square);
    }

    public override void Dispose()
    {
        _mean.Dispose();
        _square.Dispose();
    }
}
