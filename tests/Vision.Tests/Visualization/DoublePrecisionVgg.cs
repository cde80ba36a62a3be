using FaceGrid.Vision.Networks.Vgg;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Visualization;

/// <summary>A random VGG-16 in float64, made once for the tests of a class: 15 million numbers take a second.</summary>
public sealed class DoublePrecisionVgg : IDisposable
{
    public VggNetwork Network { get; } = VggNetwork.Random(VggArchitecture.Vgg16, 5, type: ScalarType.Float64);

    public void Dispose() => Network.Dispose();
}
