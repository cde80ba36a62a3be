namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>A group of layers that are frozen together.</summary>
/// <param name="Name">Name of the stage: <c>layer1</c>, <c>block 3</c>, <c>embedding</c>.</param>
internal sealed record PlanStage(string Name, IReadOnlyList<PlanStep> Steps);
