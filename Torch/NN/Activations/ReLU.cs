using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>ReLU, element by element.</summary>
public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
{
    internal ReLU(bool inplace)
        : base(nameof(ReLU))
    {
        this.inplace = inplace;
    }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.relu(input, inplace);
}
