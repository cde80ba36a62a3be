using FaceGrid.Vision.Networks.Vgg;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>The cost of an image, at once or in tiles.</summary>
public static class StyleObjectives
{
    /// <param name="tileSide">Pixels of a tile's core; the whole image at once if null.</param>
    /// <inheritdoc cref="StyleObjective.Create"/>
    public static IPixelObjective Create(
        StyleLossSettings settings, VggNetwork network, Tensor content, IReadOnlyList<StyleImage> styles, int? tileSide) =>
        tileSide is { } side
            ? TiledStyleObjective.Create(settings, network, content, styles, side)
            : StyleObjective.Create(settings, network, content, styles);
}
