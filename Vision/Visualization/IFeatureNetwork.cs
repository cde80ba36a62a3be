using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;

namespace FaceGrid.Vision.Visualization;

/// <summary>A network whose units are looked at. Safe for concurrent calls.</summary>
public interface IFeatureNetwork : IDisposable
{
    /// <summary>Names these weights and no others.</summary>
    string Version { get; }

    VggArchitecture Architecture { get; }

    /// <summary>The map of the map/reduce: where each image activates each unit most.</summary>
    /// <param name="images">With their numbers in the collection; each has a unit in every layer.</param>
    /// <returns>For each layer, in the order asked for, the maxima of its units.</returns>
    /// <exception cref="BadInputException">An image is too small for a layer, or activations are not finite.</exception>
    IReadOnlyList<UnitMaxima> Scan(IReadOnlyList<(int Number, RgbImage Image)> images, IReadOnlyList<VggLayer> layers, CancellationToken cancellationToken = default);

    /// <summary>The receptive field of one unit and the gradient of its activation.</summary>
    /// <param name="y">Row of the layer's map.</param>
    /// <param name="x">Column of the map.</param>
    /// <exception cref="ArgumentOutOfRangeException">The layer has no such unit in this image.</exception>
    FeaturePatch Patch(RgbImage image, VggLayer layer, int unit, int y, int x);
}
