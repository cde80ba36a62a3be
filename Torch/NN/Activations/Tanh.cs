using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Tanh, element by element.</summary>
public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
{
    internal Tanh(bool inplace)
        : base(nameof(Tanh))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.tanh(input, inplace);
}
