using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>xΦ(x).</summary>
public sealed class GELU : ParameterLessModule<Tensor, Tensor>
{
    internal GELU()
        : base(nameof(GELU))
    {
    }

    public override Tensor forward(Tensor input) => input.gelu();
}
