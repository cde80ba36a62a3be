using System.Diagnostics;
using FaceGrid.Tests;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A fact that needs a file system of a few hundred kilobytes; skipped where none can be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(() =>
    {
        using var folder = new TemporaryFolder();
        return Mount(folder.Path) && Unmount(folder.Path);
    });

    public SmallDiskFactAttribute() => Skip = Requirement.SkipReason(
        Requirement.Mount, CanMount.Value ? null : "needs to mount a tmpfs, which takes Linux and root")!;

    public static bool Mount(string path) => Run("mount", "-t", "tmpfs", "-o", "size=768k", "tmpfs", path);

    public static bool Unmount(string path) => Run("umount", path);

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
