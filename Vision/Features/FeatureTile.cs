using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Features;

/// <summary>A patch of a photo and the gradient image beside it, both square and of one size.</summary>
public sealed record FeatureTile(RgbImage Patch, RgbImage Gradient)
{
    /// <summary>Draws a patch; those with longer sides than <paramref name="mostSide"/> are made smaller.</summary>
    public static FeatureTile Of(FeaturePatch patch, int mostSide)
    {
        ArgumentNullException.ThrowIfNull(patch);
        var side = patch.Window.Side;
        var gradient = SignedPicture.Draw(patch.Gradient, side, side);
        return side <= mostSide
            ? new FeatureTile(patch.Pixels, gradient)
            : new FeatureTile(ImageOps.Resize(patch.Pixels, mostSide, mostSide), ImageOps.Resize(gradient, mostSide, mostSide));
    }
}
