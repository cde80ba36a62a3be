using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization;

/// <summary>A patch of a photo and the gradient image beside it, both square and of one size.</summary>
public sealed record FeatureTile(RgbImage Patch, RgbImage Gradient)
{
    /// <summary>Of the strongest of a gradient, so that the rest of it is seen: none of a patch of 3 x 3 pixels.</summary>
    private const double CutOff = 0.01;

    /// <summary>Draws a patch; those with longer sides than <paramref name="mostSide"/> are made smaller.</summary>
    public static FeatureTile Of(FeaturePatch patch, int mostSide)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var side = patch.Window.Side;
        return side <= mostSide
            ? new FeatureTile(patch.Pixels, SignedPicture.Draw(patch.Gradient, side, side, CutOff))
            : new FeatureTile(
                ImageOps.Resize(patch.Pixels, mostSide, mostSide), SignedPicture.Draw(Smaller(patch.Gradient, side, mostSide), mostSide, mostSide, CutOff));
    }

    /// <summary>Means of the pixels that come together, before they become 8 bits: most of them are nearly 0.</summary>
    private static double[] Smaller(double[] gradient, int side, int target)
    {
        var smaller = new double[target * target * 3];
        var counts = new int[target * target];
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var at = (y * target / side * target) + (x * target / side);
                counts[at]++;
                for (var c = 0; c < 3; c++)
                {
                    smaller[(at * 3) + c] += gradient[(((y * side) + x) * 3) + c];
                }
            }
        }

        for (var i = 0; i < smaller.Length; i++)
        {
            smaller[i] /= counts[i / 3];
        }

        return smaller;
    }
}
