using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1) in PyTorch's order of operations: m := β₁m + (1−β₁)g, v := β₂v + (1−β₂)g²,
/// G := G − η/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε).
/// </summary>
internal sealed class Adam : PixelOptimizer
{
    private readonly OptimizerSettings _settings;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private long _steps;

    public Adam(OptimizerSettings settings, Tensor image, bool clamp)
        : base(image, clamp)
    {
        _settings = settings;
        _mean = OwnZeros(image);
        _square = OwnZeros(image);
    }

    public override void Save(CheckpointWriter state)
    {
        state.Add("adam.steps", _steps);
        state.Add("adam.mean", _mean);
        state.Add("adam.square", _square);
    }

    private protected override StyleLosses Advance(Tensor image, IPixelObjective objective)
    {
        var losses = Evaluate(objective, image, Gradient);
        if (!losses.IsFinite)
        {
            return losses;
        }

        var (beta1, beta2) = (_settings.Beta1, _settings.Beta2);
        _steps++;
        _mean.MultiplyInPlace(beta1).AddMultipleInPlace(Gradient, 1 - beta1);
        _square.MultiplyInPlace(beta2).AddProductInPlace(Gradient, Gradient, 1 - beta2);
        var length = _settings.LearningRate / (1 - Math.Pow(beta1, _steps));
        var root = _square.sqrt().DivideInPlace(Math.Sqrt(1 - Math.Pow(beta2, _steps))).AddInPlace(_settings.Epsilon);
        image.AddQuotientInPlace(_mean, root, -length);
        ClampIfAsked(image);
        return losses;
    }

    private protected override void Restore(CheckpointReader state)
    {
        _steps = state.Integer("adam.steps");
        state.CopyTo("adam.mean", _mean);
        state.CopyTo("adam.square", _square);
    }
}
