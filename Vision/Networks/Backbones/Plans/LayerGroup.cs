using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Modules that share the beginning of their names: <c>layer1</c> of <c>layer1.0.conv1</c>.</summary>
internal sealed class LayerGroup(string name) : Module(name);
