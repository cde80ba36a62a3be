using FaceGrid.Tests;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Styling;

/// <summary>A theory that compares with PyTorch; skipped, with the reason, where it or a shared file is missing.</summary>
internal sealed class SharedPythonTheoryAttribute : TheoryAttribute
{
    public SharedPythonTheoryAttribute(params string[] needed) =>
        Skip = (SharedFiles.SkipReason(needed) ?? Python.SkipReason(["torch", "numpy"]))!;
}
