namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>Layers that are frozen together.</summary>
/// <param name="Name">What a person would call them: <c>layer1</c>, <c>block 3</c>, <c>embedding</c>.</param>
internal sealed record PlanStage(string Name, IReadOnlyList<PlanStep> Steps);
