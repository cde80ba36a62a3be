using FaceGrid.Tests;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.Detection;

/// <summary>A fact that compares published weights with PyTorch; skipped, with the reason, where either is missing.</summary>
internal sealed class SharedPythonFactAttribute : FactAttribute
{
    public SharedPythonFactAttribute(params string[] needed) =>
        Skip = (SharedFiles.SkipReason(needed) ?? Python.SkipReason(["torch", "numpy", "PIL"]))!;
}
