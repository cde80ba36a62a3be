using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// A linear layer on an encoder's output with one class for each of K people, to train the encoder as a classifier before it is trained on
/// triplets (Parkhi et al. 2015, "Deep Face Recognition", section 4). Discarded after training.
/// <para>
/// With one more output, for "none of these people", it is the baseline recogniser that one-shot learning is compared with: K + 1 outputs,
/// which have to be retrained for every new person.
/// </para>
/// </summary>
public sealed class SoftmaxClassifier : Module<Tensor, Tensor>
{
    /// <summary>The label for "none of the K people", where the classifier has an output for it.</summary>
    public const int Unknown = -1;

#pragma warning disable IDE1006 // The field's name becomes the parameter's name.
    private readonly Parameter weight;
    private readonly Parameter bias;
#pragma warning restore IDE1006
    private readonly bool _hasUnknown;

    /// <param name="people">K, above 0.</param>
    /// <param name="dimension">D of the encodings, above 0.</param>
    /// <param name="hasUnknown">Adds an output for <see cref="Unknown"/>.</param>
    /// <param name="seed">Of the initial weights.</param>
    /// <exception cref="ArgumentOutOfRangeException">K or D is not positive.</exception>
    public SoftmaxClassifier(int people, int dimension, bool hasUnknown, int seed)
        : base(nameof(SoftmaxClassifier))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        People = people;
        _hasUnknown = hasUnknown;
        var random = new Random(seed);

        // Uniform within ±1/√D, the usual initialisation of a linear layer.
        var bound = 1 / Math.Sqrt(dimension);
        var values = new float[Outputs * dimension];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((random.NextDouble() * 2) - 1) * bound);
        }

        using var scope = NewDisposeScope();
        // A copy in memory that libtorch allocated and aligned: the last bit of a product may depend on alignment, and .NET arrays have
        // none.
        weight = new Parameter(tensor(values, [Outputs, dimension]).clone());
        bias = new Parameter(zeros(Outputs));
        weight.DetachFromDisposeScope();
        bias.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>K: number of people.</summary>
    public int People { get; }

    /// <summary>K, or K + 1 with an output for <see cref="Unknown"/>.</summary>
    public int Outputs => _hasUnknown ? People + 1 : People;

    /// <summary>The logits.</summary>
    /// <param name="encodings">N x D.</param>
    /// <returns>N x <see cref="Outputs"/> logits.</returns>
    public override Tensor forward(Tensor encodings) => functional.linear(encodings, weight, bias);

    /// <summary>Mean over the photos of −log softmax of the right output.</summary>
    /// <param name="logits">N x <see cref="Outputs"/>, from <see cref="forward"/>.</param>
    /// <param name="people">N, each 0 to K − 1, or <see cref="Unknown"/> where there is an output for it.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A label without an output.</exception>
    public Tensor Loss(Tensor logits, long[] people)
    {
        using var scope = NewDisposeScope();
        var labels = tensor(Array.ConvertAll(people, Output), device: logits.device);
        return functional.cross_entropy(logits, labels).MoveToOuterDisposeScope();
    }

    private long Output(long person) => person switch
    {
        Unknown when _hasUnknown => People,
        >= 0 when person < People => person,
        _ => throw new ArgumentOutOfRangeException(nameof(person), person, $"there are {People} people"),
    };
}
