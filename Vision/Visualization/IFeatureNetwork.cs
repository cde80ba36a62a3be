using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Visualization;

/// <summary>A network whose units are visualised. Safe for concurrent calls.</summary>
public interface IFeatureNetwork : IDisposable
{
    /// <summary>Identifies the weights.</summary>
    string Version { get; }

    VggArchitecture Architecture { get; }

    /// <summary>The map step of the map/reduce: for each image and unit the position of the highest activation.</summary>
    /// <param name="images">Images with their numbers in the collection; each must be large enough for every layer.</param>
    /// <returns>For each requested layer, in order, the maxima of its units.</returns>
    /// <exception cref="BadInputException">An image is too small for a layer, or activations are not finite.</exception>
    IReadOnlyList<UnitMaxima> Scan(
        IReadOnlyList<(int Number, RgbImage Image)> images, IReadOnlyList<VggLayer> layers, CancellationToken cancellationToken = default);

    /// <summary>The receptive field of one unit and the gradient of its activation.</summary>
    /// <param name="y">Row of the unit in the layer's map.</param>
    /// <param name="x">Column of the unit in the layer's map.</param>
    /// <exception cref="ArgumentOutOfRangeException">The layer has no such unit in this image.</exception>
    FeaturePatch Patch(RgbImage image, VggLayer layer, int unit, int y, int x);
}
