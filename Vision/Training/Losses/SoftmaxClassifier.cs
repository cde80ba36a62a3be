using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// A linear layer on an encoder's output with one class for each of K people, to train the encoder as a classifier before
/// triplets do (Parkhi et al. 2015, "Deep Face Recognition", section 4). It is taken off afterwards: what remains is the
/// encoder.
/// <para>
/// With an output more, for "none of them", it is the naive recogniser that one-shot learning is compared with: K + 1
/// outputs, to be trained anew whenever somebody joins.
/// </para>
/// </summary>
public sealed class SoftmaxClassifier : Module<Tensor, Tensor>
{
    /// <summary>Stands for "none of the K people" where there is an output for it.</summary>
    public const int Nobody = -1;

#pragma warning disable IDE1006 // The field's name becomes the parameter's name.
    private readonly Parameter weight;
    private readonly Parameter bias;
#pragma warning restore IDE1006
    private readonly bool _withNobody;

    /// <param name="people">K.</param>
    /// <param name="dimension">D of the encodings.</param>
    /// <param name="withNobody">One output more.</param>
    public SoftmaxClassifier(int people, int dimension, bool withNobody, int seed)
        : base(nameof(SoftmaxClassifier))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(people);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        People = people;
        _withNobody = withNobody;
        var random = new Random(seed);

        // Uniform within ±1/√D, as linear layers customarily start.
        var bound = 1 / Math.Sqrt(dimension);
        var values = new float[Outputs * dimension];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((random.NextDouble() * 2) - 1) * bound);
        }

        using var scope = NewDisposeScope();
        // A copy in memory of libtorch's own, which is aligned: products may depend on that in the last bit, and an array lies anywhere.
        weight = new Parameter(tensor(values, [Outputs, dimension]).clone());
        bias = new Parameter(zeros(Outputs));
        weight.DetachFromDisposeScope();
        bias.DetachFromDisposeScope();
        RegisterComponents();
    }

    /// <summary>K.</summary>
    public int People { get; }

    /// <summary>K, or K + 1.</summary>
    public int Outputs => _withNobody ? People + 1 : People;

    /// <param name="encodings">N x D.</param>
    /// <returns>N x <see cref="Outputs"/> logits.</returns>
    public override Tensor forward(Tensor encodings) => functional.linear(encodings, weight, bias);

    /// <summary>Mean over the photos of −log softmax of the right output.</summary>
    /// <param name="logits">What <see cref="forward"/> gave.</param>
    /// <param name="people">N, each 0 to K − 1, or <see cref="Nobody"/> where there is an output for it.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Somebody without an output.</exception>
    public Tensor Loss(Tensor logits, long[] people)
    {
        using var scope = NewDisposeScope();
        return functional.cross_entropy(logits, tensor(Array.ConvertAll(people, Output), device: logits.device)).MoveToOuterDisposeScope();
    }

    /// <summary>The likeliest answer for each photo: 0 to K − 1 or <see cref="Nobody"/>.</summary>
    public long[] Answers(Tensor logits)
    {
        using var scope = NewDisposeScope();
        return [.. logits.argmax(1).cpu().data<long>().ToArray().Select(i => i == People ? Nobody : i)];
    }

    private long Output(long person) => person switch
    {
        Nobody when _withNobody => People,
        >= 0 when person < People => person,
        _ => throw new ArgumentOutOfRangeException(nameof(person), person, $"there are {People} people"),
    };
}
