using FaceGrid.Tests;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>A theory that compares with FAISS (Debian: python3-faiss); skipped, with the reason, where Python cannot import it.</summary>
internal sealed class FaissTheoryAttribute : TheoryAttribute
{
    public FaissTheoryAttribute() => Skip = Python.SkipReason(["faiss", "numpy"], Requirement.Faiss)!;
}
