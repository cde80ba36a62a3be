using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x above 0, a small multiple of x below.</summary>
public sealed class LeakyReLU : ParameterLessModule<Tensor, Tensor>
{
    internal LeakyReLU(double negative_slope, bool inplace)
        : base(nameof(LeakyReLU))
    {
        this.negative_slope = negative_slope;
        this.inplace = inplace;
    }

    public double negative_slope { get; set; }

    public bool inplace { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.leaky_relu(input, negative_slope, inplace);
}
