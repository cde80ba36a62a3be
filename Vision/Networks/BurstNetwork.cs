using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// A small 3-D convolutional network on an aligned burst: input N x 2 x 16 x 56 x 56 (the grey frames, and their differences from
/// the mean frame), output N logits of "live face". Four convolutions of 3 x 3 x 3, then the mean over time and space.
/// </summary>
internal sealed class BurstNetwork : TemporalNetwork
{
#pragma warning disable IDE1006 // The names of the fields are the names in the weight file.
    private readonly Conv3d first;
    private readonly Conv3d second;
    private readonly Conv3d third;
    private readonly Conv3d fourth;
    private readonly Linear last;
#pragma warning restore IDE1006

    public BurstNetwork(int seed)
        : base(nameof(BurstNetwork))
    {
        first = Conv3d(2, 8, (3, 3, 3), stride: (1, 2, 2), padding: (1, 1, 1));
        second = Conv3d(8, 16, (3, 3, 3), stride: (2, 2, 2), padding: (1, 1, 1));
        third = Conv3d(16, 32, (3, 3, 3), stride: (2, 2, 2), padding: (1, 1, 1));
        fourth = Conv3d(32, 32, (3, 3, 3), stride: (2, 2, 2), padding: (1, 1, 1));
        last = Linear(32, 1);
        RegisterComponents();
        SeededWeights.Fill(this, seed);
    }

    public override string Architecture => "facegrid-burst";

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = functional.relu(first.call(input));
        x = functional.relu(second.call(x));
        x = functional.relu(third.call(x));
        x = functional.relu(fourth.call(x));
        return last.call(x.mean([2, 3, 4])).squeeze(1).MoveToOuterDisposeScope();
    }
}
