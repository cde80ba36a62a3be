using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Softmax over the cosines to one direction per person, the own person's cosine lowered by a margin (Wang et al. 2018,
/// "CosFace", equation 4). The directions are thrown away after training: what remains is the encoder.
/// </summary>
public sealed class CosineMarginLoss : Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // The field's name becomes the parameter's name.
    private readonly Parameter directions;
#pragma warning restore IDE1006
    private readonly double _scale;

    /// <param name="people">Number of classes.</param>
    /// <param name="scale">s: the logits lie between −s and s.</param>
    public CosineMarginLoss(int people, int dimension, double scale, int seed)
        : base(nameof(CosineMarginLoss))
    {
        _scale = scale;
        var random = new Random(seed);
        using var scope = NewDisposeScope();
        var values = new float[people * dimension];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)((random.NextDouble() * 2) - 1);
        }

        directions = new Parameter(functional.normalize(tensor(values, [people, dimension])));
        directions.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>Cosines to every person's direction.</summary>
    /// <param name="encodings">N x D with L2 norm 1.</param>
    /// <returns>N x people.</returns>
    public override Tensor forward(Tensor encodings) => functional.linear(encodings, functional.normalize(directions));

    /// <param name="cosines">What <see cref="forward"/> gave.</param>
    /// <param name="people">N: the right answers.</param>
    /// <param name="margin">m.</param>
    /// <returns>A scalar.</returns>
    public Tensor Loss(Tensor cosines, Tensor people, double margin)
    {
        using var scope = NewDisposeScope();
        var own = functional.one_hot(people, cosines.shape[1]).to(cosines.dtype);
        var logits = cosines.sub(own.Times(margin)).Times(_scale);
        return functional.cross_entropy(logits, people).MoveToOuterDisposeScope();
    }
}
