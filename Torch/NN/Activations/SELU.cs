using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>SELU, element by element.</summary>
public sealed class SELU : ParameterLessModule<Tensor, Tensor>
{
    internal SELU(bool inplace)
        : base(nameof(SELU))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.selu(input, inplace);
}
