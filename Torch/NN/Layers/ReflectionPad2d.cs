using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Pads with the mirrored image.</summary>
public sealed class ReflectionPad2d : ParameterLessModule<Tensor, Tensor>
{
    internal ReflectionPad2d(long[] padding)
        : base(nameof(ReflectionPad2d))
    {
        this.padding = padding;
    }

    public long[] padding { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, PaddingModes.Reflect);
}
