using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// A 1-D convolution over the eye-opening signal: N x 2 x T (deviation from the median, and whether the frame has a value) in,
/// N x T logits of "this frame is part of a blink" out. 425 parameters, receptive field 9 frames.
/// </summary>
internal sealed class BlinkNetwork : TemporalNetwork
{
    private const int Channels = 8;
#pragma warning disable IDE1006 // The fields' names are the weight file's names.
    private readonly Conv1d first;
    private readonly Conv1d second;
    private readonly Conv1d last;
#pragma warning restore IDE1006

    public BlinkNetwork(int seed)
        : base(nameof(BlinkNetwork))
    {
        first = Conv1d(2, Channels, 5, padding: 2);
        second = Conv1d(Channels, Channels, 5, padding: 2);
        last = Conv1d(Channels, 1, 1);
        RegisterComponents();
        SeededWeights.Fill(this, seed);
    }

    public override string Architecture => "facegrid-blink";

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = functional.relu(first.call(input));
        x = functional.relu(second.call(x));
        return last.call(x).squeeze(1).MoveToOuterDisposeScope();
    }
}
