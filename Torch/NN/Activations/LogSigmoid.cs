using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>ln σ(x).</summary>
public sealed class LogSigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal LogSigmoid()
        : base(nameof(LogSigmoid))
    {
    }

    public override Tensor forward(Tensor input) => input.log_sigmoid();
}
