namespace FaceGrid.Tests;

/// <summary>A fact that needs files of <see cref="SharedFiles"/>; skipped, with the missing name, where they are absent.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(params string[] needed) => Skip = SharedFiles.SkipReason(needed)!;
}
