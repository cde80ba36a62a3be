using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Optimisers;

/// <summary>
/// Gradient descent with momentum and weight decay as in PyTorch's SGD without dampening: g ← g + λθ, v ← μv + g (at first v ← g),
/// θ ← θ - ηv. TorchSharp's lets scalars be freed during native calls (docs/adr/0014); this is the same arithmetic in the same order.
/// </summary>
internal sealed class MomentumUpdate(Parameter parameter, double weightDecay, double momentum) : ParameterUpdate(parameter, weightDecay)
{
    private Tensor? _velocity;

    public override void Apply(Tensor gradient, double rate)
    {
        // A copy: the first one is kept as the velocity, and the gradient stays as it is.
        var step = gradient.clone();
        if (WeightDecay != 0)
        {
            step.AddMultipleInPlace(Parameter, WeightDecay);
        }

        if (_velocity is null)
        {
            _velocity = step.DetachFromDisposeScope();
        }
        else
        {
            _velocity.MultiplyInPlace(momentum).AddInPlace(step);
        }

        Parameter.AddMultipleInPlace(_velocity, -rate);
    }

    public override void Save(CheckpointWriter writer, string prefix)
    {
        if (_velocity is not null)
        {
            writer.Add(prefix + ".momentum", _velocity);
        }
    }

    public override void Load(CheckpointReader reader, string prefix)
    {
        if (reader.Has(prefix + ".momentum"))
        {
            _velocity ??= zeros(Parameter.shape, device: Parameter.device).DetachFromDisposeScope();
            reader.CopyTo(prefix + ".momentum", _velocity);
        }
    }

    public override void Dispose() => _velocity?.Dispose();
}
