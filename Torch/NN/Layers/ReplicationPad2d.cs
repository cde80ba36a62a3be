using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Pads with the border pixels.</summary>
public sealed class ReplicationPad2d : ParameterLessModule<Tensor, Tensor>
{
    internal ReplicationPad2d(long[] padding)
        : base(nameof(ReplicationPad2d))
    {
        this.padding = padding;
    }

    public long[] padding { get; set; }

    public override Tensor forward(Tensor input) => nn.functional.pad(input, padding, PaddingModes.Replicate);
}
