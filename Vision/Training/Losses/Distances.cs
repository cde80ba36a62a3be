using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>Operations that several losses use.</summary>
internal static class Distances
{
    /// <summary>Added under the square root, because the gradient of ‖x‖ is undefined at 0, where two encodings are equal.</summary>
    private const double Epsilon = 1e-12;

    /// <summary>Selected rows of <paramref name="encodings"/>, with gradient.</summary>
    public static Tensor Rows(Tensor encodings, long[] indices) =>
        encodings.index_select(0, tensor(indices, device: encodings.device));

    /// <summary>‖a − b‖ of each row: N.</summary>
    public static Tensor Euclidean(Tensor a, Tensor b) => a.sub(b).Squared().sum(1).Plus(Epsilon).sqrt();

    /// <summary>1 for true, 0 for false: N, on the device and of the type of <paramref name="like"/>.</summary>
    public static Tensor Labels(bool[] values, Tensor like) =>
        tensor(Array.ConvertAll(values, v => v ? 1f : 0f)).to(like.dtype).to(like.device);
}
