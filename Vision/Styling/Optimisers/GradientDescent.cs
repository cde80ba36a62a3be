using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>G := G − η ∂J/∂G.</summary>
internal sealed class GradientDescent(OptimizerSettings settings, Tensor image, bool clamp) : PixelOptimizer(image, clamp)
{
    /// <summary>Writes nothing: gradient descent has no state.</summary>
    public override void Save(CheckpointWriter state)
    {
    }

    private protected override StyleLosses Advance(Tensor image, IPixelObjective objective)
    {
        var losses = Evaluate(objective, image, Gradient);
        if (losses.IsFinite)
        {
            image.AddMultipleInPlace(Gradient, -settings.LearningRate);
            ClampIfAsked(image);
        }

        return losses;
    }

    private protected override void Restore(CheckpointReader state)
    {
    }
}
