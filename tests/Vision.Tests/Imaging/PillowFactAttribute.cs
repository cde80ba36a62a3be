using FaceGrid.Tests;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>A fact that needs Pillow and files of <see cref="SharedFiles"/>; skipped, with the reason, where they are missing.</summary>
internal sealed class PillowFactAttribute : FactAttribute
{
    public PillowFactAttribute(params string[] needed) => Skip = (SharedFiles.SkipReason(needed) ?? Python.SkipReason(["PIL"]))!;
}
