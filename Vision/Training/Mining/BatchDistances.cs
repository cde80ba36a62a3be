using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>All squared L2 distances of a batch: computed at once on the encodings' device, then looked at on the host.</summary>
public sealed class BatchDistances
{
    private readonly float[] _values;

    /// <param name="values">N x N, row-major, symmetric.</param>
    public BatchDistances(float[] values, int count)
    {
        if (values.Length != count * count)
        {
            throw new ArgumentException($"{values.Length} distances of {count} photos", nameof(values));
        }

        _values = values;
        Count = count;
    }

    /// <summary>N.</summary>
    public int Count { get; }

    public float this[int a, int b] => _values[(a * Count) + b];

    /// <summary>N x N, row-major.</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <param name="encodings">N x D of any norm; no gradient flows through what is mined.</param>
    public static BatchDistances Of(Tensor encodings)
    {
        using var scope = NewDisposeScope();
        var at = encodings.detach();
        var norms = at.Squared().sum(1);

        // ‖a‖² + ‖b‖² − 2 a·b
        var distances = at.matmul(at.t()).Times(-2).Plus(norms.unsqueeze(0)).Plus(norms.unsqueeze(1)).AtLeast(0);
        return new BatchDistances(distances.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray(), (int)at.shape[0]);
    }
}
