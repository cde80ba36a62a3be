namespace FaceGrid.Vision.Tests.Weights;

/// <summary>A fact that runs Python with the given modules; skipped, with the reason, where they are missing.</summary>
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute(params string[] modules) => Skip = Python.SkipReason(modules)!;
}
