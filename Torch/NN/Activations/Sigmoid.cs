using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Sigmoid, element by element.</summary>
public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal Sigmoid(bool inplace)
        : base(nameof(Sigmoid))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.sigmoid(input, inplace);
}
