using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>What a run needs of a network: where its numbers live, and costs from scenes.</summary>
/// <param name="Version">Of the network.</param>
internal sealed record StyleStage(string Version, ScalarType Type, Device Device, Func<StyleScene, IPixelObjective> Objective);
