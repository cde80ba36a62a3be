using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>ReLU6, element by element.</summary>
public sealed class ReLU6 : ParameterLessModule<Tensor, Tensor>
{
    internal ReLU6(bool inplace)
        : base(nameof(ReLU6))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.relu6(input, inplace);
}
