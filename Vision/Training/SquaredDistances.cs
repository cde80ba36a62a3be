using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training;

/// <summary>All squared L2 distances of a batch at once.</summary>
internal static class SquaredDistances
{
    /// <param name="encodings">N x D with L2 norm 1.</param>
    /// <returns>N x N: ‖a − b‖² = 2 − 2 a·b, not below 0.</returns>
    public static Tensor OfUnit(Tensor encodings) => encodings.matmul(encodings.t()).Times(-2).Plus(2).AtLeast(0);
}
