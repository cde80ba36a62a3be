using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>All squared L2 distances between the photos of a batch: computed on the encodings' device, held in host memory.</summary>
public sealed class BatchDistances
{
    private readonly float[] _values;

    /// <param name="values">N x N, row-major, symmetric.</param>
    /// <param name="count">N.</param>
    /// <exception cref="ArgumentException">Not N x N values.</exception>
    public BatchDistances(float[] values, int count)
    {
        if (values.Length != count * count)
        {
            throw new ArgumentException($"{values.Length} distances of {count} photos", nameof(values));
        }

        _values = values;
        Count = count;
    }

    /// <summary>N: number of photos.</summary>
    public int Count { get; }

    /// <summary>Squared L2 distance between two photos of the batch.</summary>
    public float this[int a, int b] => _values[(a * Count) + b];

    /// <summary>Computes ‖a‖² + ‖b‖² − 2 a·b, at least 0, in float32.</summary>
    /// <param name="encodings">N x D of any norm; no gradient flows through the distances.</param>
    public static BatchDistances Of(Tensor encodings)
    {
        using var scope = NewDisposeScope();
        var at = encodings.detach();
        var norms = at.Squared().sum(1);

        var distances = at.matmul(at.t()).Times(-2).Plus(norms.unsqueeze(0)).Plus(norms.unsqueeze(1)).AtLeast(0);
        return new BatchDistances(distances.to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray(), (int)at.shape[0]);
    }
}
