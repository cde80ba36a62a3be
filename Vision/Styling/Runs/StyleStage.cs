using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>What a run needs from a network.</summary>
/// <param name="Version">Version of the network.</param>
/// <param name="Type">Type of its tensors.</param>
/// <param name="Device">Device of its tensors.</param>
/// <param name="Objective">Creates an objective from a scene.</param>
internal sealed record StyleStage(string Version, ScalarType Type, Device Device, Func<StyleScene, IPixelObjective> Objective);
