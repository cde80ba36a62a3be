using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Mish, element by element.</summary>
public sealed class Mish : ParameterLessModule<Tensor, Tensor>
{
    internal Mish(bool inplace)
        : base(nameof(Mish))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.mish(input, inplace);
}
