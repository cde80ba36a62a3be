namespace FaceGrid.Vision.Tests.Weights;

/// <summary>A theory that runs Python with the given modules; skipped, with the reason, where they are missing.</summary>
internal sealed class PythonTheoryAttribute : TheoryAttribute
{
    public PythonTheoryAttribute(params string[] modules) => Skip = Python.SkipReason(modules)!;
}
