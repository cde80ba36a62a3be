using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Hardswish, element by element.</summary>
public sealed class Hardswish : ParameterLessModule<Tensor, Tensor>
{
    internal Hardswish(bool inplace)
        : base(nameof(Hardswish))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.hardswish(input, inplace);
}
