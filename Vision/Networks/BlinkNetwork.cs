using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// A 1-D convolutional network on the eye-opening signal: input N x 2 x T (deviation from the median, and a mask of known values),
/// output N x T logits of "this frame is part of a blink". It has 425 parameters and a receptive field of 9 frames.
/// </summary>
internal sealed class BlinkNetwork : TemporalNetwork
{
    private const int Channels = 8;
#pragma warning disable IDE1006 // The names of the fields are the names in the weight file.
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
