namespace FaceGrid.Vision.Tests.Native;

/// <summary>A test of files that exist on Linux only.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "no shared libraries in ELF on this system";
}
