using FaceGrid.Tests;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Styling;

/// <inheritdoc cref="SharedPythonTheoryAttribute"/>
internal sealed class SharedPythonFactAttribute : FactAttribute
{
    public SharedPythonFactAttribute(params string[] needed) =>
        Skip = (SharedFiles.SkipReason(needed) ?? Python.SkipReason(["torch", "numpy"]))!;
}
