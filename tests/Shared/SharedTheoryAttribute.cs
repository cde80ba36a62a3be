namespace FaceGrid.Tests;

/// <summary>A theory that needs files of <see cref="SharedFiles"/>; skipped, with the missing name, where they are absent.</summary>
internal sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute(params string[] needed) => Skip = SharedFiles.SkipReason(needed)!;
}
