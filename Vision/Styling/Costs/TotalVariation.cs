using FaceGrid.Vision.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>Total variation: the cost of differences between horizontal and vertical neighbours, over all three channels.</summary>
internal static class TotalVariation
{
    /// <summary>Adds weight · ∂TV/∂G to a gradient.</summary>
    /// <param name="image">1 x 3 x H x W.</param>
    /// <param name="gradient">Of the same shape; changed in place.</param>
    /// <param name="weight">0 leaves the gradient unchanged.</param>
    /// <param name="form">How differences are added.</param>
    /// <returns>weight · TV.</returns>
    public static double Add(Tensor image, Tensor gradient, double weight, TotalVariationForm form)
    {
        if (weight == 0)
        {
            return 0;
        }

        using var recording = no_grad();
        return weight * (Along(2) + Along(3));

        double Along(int axis)
        {
            using var scope = NewDisposeScope();
            var length = image.shape[axis] - 1;
            if (length == 0)
            {
                return 0;
            }

            var difference = image.narrow(axis, 1, length).sub(image.narrow(axis, 0, length));
            double sum;
            if (form == TotalVariationForm.Absolute)
            {
                sum = difference.abs().sum().ToDouble();
                difference.sign_();
            }
            else
            {
                sum = difference.Squared().sum().ToDouble() / 2;
            }

            difference.MultiplyInPlace(weight);
            gradient.narrow(axis, 1, length).AddInPlace(difference);
            gradient.narrow(axis, 0, length).sub_(difference);
            return sum;
        }
    }
}
