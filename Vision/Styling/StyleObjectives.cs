using FaceGrid.Vision.Networks.Vgg;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>Creates objectives.</summary>
public static class StyleObjectives
{
    /// <summary>An objective that computes the image at once or in tiles.</summary>
    /// <param name="tileSide">Side of a tile's core in pixels; null computes the image at once.</param>
    /// <inheritdoc cref="StyleObjective.Create"/>
    public static IPixelObjective Create(
        StyleLossSettings settings, VggNetwork network, Tensor content, IReadOnlyList<StyleImage> styles, int? tileSide) =>
        tileSide is { } side
            ? TiledStyleObjective.Create(settings, network, content, styles, side)
            : StyleObjective.Create(settings, network, content, styles);
}
