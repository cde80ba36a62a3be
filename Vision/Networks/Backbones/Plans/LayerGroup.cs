using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A group of modules with a common name prefix: <c>layer1</c> of <c>layer1.0.conv1</c>.</summary>
internal sealed class LayerGroup(string name) : Module(name);
