using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Hardsigmoid, element by element.</summary>
public sealed class Hardsigmoid : ParameterLessModule<Tensor, Tensor>
{
    internal Hardsigmoid(bool inplace)
        : base(nameof(Hardsigmoid))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.hardsigmoid(input, inplace);
}
