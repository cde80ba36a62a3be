using FaceGrid.Tests;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Faces.Liveness;

/// <summary>A fact that compares with PyTorch on shared weights; skipped, with the reason, where either is missing.</summary>
internal sealed class TorchReferenceFactAttribute : FactAttribute
{
    public TorchReferenceFactAttribute(params string[] needed) =>
        Skip = (SharedFiles.SkipReason(needed) ?? Python.SkipReason(["torch", "numpy"]))!;
}
