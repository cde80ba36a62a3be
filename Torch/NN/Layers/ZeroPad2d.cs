using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Pads with zeros.</summary>
public sealed class ZeroPad2d : ParameterLessModule<Tensor, Tensor>
{
    internal ZeroPad2d(long[] padding)
        : base(nameof(ZeroPad2d))
    {
        this.padding = padding;
    }

    public long[] padding { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding);
}
