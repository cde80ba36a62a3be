using FaceGrid.Vision.Faces.VerificationHeads;
using FaceGrid.Vision.Tensors;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// Binary classification of pairs that trains an encoder: p(same) = σ(Σ wᵢ φᵢ(a, b) + c) with the features φ of
/// <see cref="PairFeatures"/>, here as tensors with gradient (Taigman et al. 2014, "DeepFace", sections 4.1 and 4.2). Discarded after
/// training, or kept as a verification head.
/// </summary>
public sealed class LogisticPairHead : Module<Tensor, Tensor, Tensor>
{
#pragma warning disable IDE1006 // The field's name becomes the parameter's name.
    private readonly Parameter weight;
    private readonly Parameter bias;
#pragma warning restore IDE1006
    private readonly HeadKind _kind;

    /// <param name="kind"><see cref="HeadKind.Absolute"/>, <see cref="HeadKind.Squared"/> or <see cref="HeadKind.ChiSquare"/>.</param>
    /// <param name="dimension">D of the encodings.</param>
    /// <remarks>
    /// Every weight starts at −1: larger differences make the same person less likely. Random signs would at first train half of the
    /// dimensions in the wrong direction.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A kind whose features have no gradient, or a dimension that is not positive.
    /// </exception>
    public LogisticPairHead(HeadKind kind, int dimension)
        : base(nameof(LogisticPairHead))
    {
        if (kind is not (HeadKind.Absolute or HeadKind.Squared or HeadKind.ChiSquare))
        {
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "an encoder cannot be trained through this head");
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        _kind = kind;
        using var scope = NewDisposeScope();
        weight = new Parameter(ScalarOperations.Filled([dimension], -1.0, ScalarType.Float32));
        bias = new Parameter(zeros(1));
        weight.DetachFromDisposeScope();
        bias.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>The log-odds of "same person" for each pair of rows.</summary>
    /// <param name="a">N x D.</param>
    /// <param name="b">N x D.</param>
    /// <returns>N.</returns>
    public override Tensor forward(Tensor a, Tensor b)
    {
        using var scope = NewDisposeScope();
        var difference = a.sub(b);
        var features = _kind switch
        {
            HeadKind.Absolute => difference.abs(),
            HeadKind.Squared => difference.Squared(),
            _ => difference.Squared().div(a.abs().Plus(b.abs()).Plus(PairFeatures.Epsilon)),
        };
        return features.mul(weight).sum(1).Plus(bias).MoveToOuterDisposeScope();
    }

    /// <summary>Mean over the pairs of −log p(same) for the same person and −log(1 − p(same)) for two people.</summary>
    /// <param name="encodings">N x D, with gradient.</param>
    /// <param name="pairs">At least one.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No pair.</exception>
    public Tensor Loss(Tensor encodings, PairIndices pairs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(pairs.Count, nameof(pairs));
        using var scope = NewDisposeScope();
        var logits = forward(Distances.Rows(encodings, pairs.First), Distances.Rows(encodings, pairs.Second));
        var labels = Distances.Labels(pairs.Same, logits);
        return functional.binary_cross_entropy_with_logits(logits, labels).MoveToOuterDisposeScope();
    }
}
