using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// Softmax over the cosines to one direction per person, the cosine to the right person lowered by a margin (Wang et al. 2018, "CosFace",
/// equation 4). The directions are trained with the encoder and discarded afterwards.
/// </summary>
public sealed class CosineMarginLoss : Module<Tensor, Tensor>
{
#pragma warning disable IDE1006 // The field's name becomes the parameter's name.
    private readonly Parameter directions;
#pragma warning restore IDE1006
    private readonly double _scale;

    /// <param name="people">K: number of classes.</param>
    /// <param name="dimension">D of the encodings.</param>
    /// <param name="scale">s: the logits lie between −s and s.</param>
    /// <param name="seed">Of the initial directions.</param>
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

    /// <summary>Cosines to the direction of every person.</summary>
    /// <param name="encodings">N x D with L2 norm 1.</param>
    /// <returns>N x K.</returns>
    public override Tensor forward(Tensor encodings) => functional.linear(encodings, functional.normalize(directions));

    /// <summary>
    /// Mean over the photos of −log softmax of the right person, with s(cos θ − m) as its logit and s cos θ as the others'.
    /// </summary>
    /// <param name="cosines">N x K, from <see cref="forward"/>.</param>
    /// <param name="people">N, int64: the right answers, 0 to K − 1.</param>
    /// <param name="margin">m, 0 to below 1.</param>
    /// <returns>A scalar.</returns>
    public Tensor Loss(Tensor cosines, Tensor people, double margin)
    {
        using var scope = NewDisposeScope();
        var right = functional.one_hot(people, cosines.shape[1]).to(cosines.dtype);
        var logits = cosines.sub(right.Times(margin)).Times(_scale);
        return functional.cross_entropy(logits, people).MoveToOuterDisposeScope();
    }
}
