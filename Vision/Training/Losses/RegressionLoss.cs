using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Losses;

/// <summary>
/// Mean squared error between an encoder's first outputs and numbers that are known of the person in the photo. Each photo teaches many
/// numbers instead of one label among thousands, so that a small network learns quickly.
/// </summary>
public static class RegressionLoss
{
    /// <summary>Mean over the N photos and T numbers of (output − target)².</summary>
    /// <param name="outputs">N x D, with gradient, before they are normalised.</param>
    /// <param name="targets">N x T with T ≤ D: compared with the first T outputs.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ArgumentException">Another number of rows, or more targets than outputs.</exception>
    public static Tensor Of(Tensor outputs, Tensor targets)
    {
        if (outputs.shape[0] != targets.shape[0] || outputs.shape[1] < targets.shape[1])
        {
            throw new ArgumentException(
                $"targets of [{string.Join(", ", targets.shape)}] for outputs of [{string.Join(", ", outputs.shape)}]", nameof(targets));
        }

        using var scope = NewDisposeScope();
        return outputs.narrow(1, 0, targets.shape[1]).sub(targets).Squared().mean().MoveToOuterDisposeScope();
    }
}
