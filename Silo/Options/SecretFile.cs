using System.Runtime.InteropServices;
using FaceGrid.Vision;
using Microsoft.Win32.SafeHandles;

namespace FaceGrid.Silo.Options;

/// <summary>
/// The rule for files with secrets (key-encryption keys, TLS keys, connection strings, passwords): other users have no access, and the
/// group neither, except that it may read a file that belongs to another user. That is how Kubernetes mounts secrets (root's, 0440, with
/// the pod's group), and then the group is the only access. On Windows nothing is checked.
/// </summary>
public static partial class SecretFile
{
    private const UnixFileMode Never =
        UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private const int UserOffset = 20;

    /// <summary>Checks a file before it is read.</summary>
    /// <exception cref="BadInputException">Other users have access to it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static void Require(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Require(path, handle);
    }

    /// <summary>Checks an open file.</summary>
    /// <exception cref="BadInputException">Other users have access to it.</exception>
    public static void Require(string path, SafeFileHandle handle)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var mode = File.GetUnixFileMode(handle);
        if ((mode & Never) is var open and not UnixFileMode.None)
        {
            throw new BadInputException(path, $"is open to others ({open}); only its owner may have access: chmod 600 it");
        }

        if ((mode & UnixFileMode.GroupRead) != 0 && IsOwn(handle))
        {
            throw new BadInputException(path, "is open to its group (GroupRead) and belongs to this user: chmod 600 it");
        }
    }

    /// <summary>True if the file belongs to this process's user, or where that cannot be determined.</summary>
    private static bool IsOwn(SafeFileHandle handle)
    {
        const int EmptyPath = 0x1000;
        const uint UserOfFile = 0x8;
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        // struct statx has the same layout on all architectures; stx_uid is at byte 20 of its 256.
        Span<byte> found = stackalloc byte[256];
        return StatX(handle, "", EmptyPath, UserOfFile, found) != 0
            || MemoryMarshal.Read<uint>(found[UserOffset..]) == EffectiveUser();
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(SafeFileHandle folder, string path, int flags, uint mask, Span<byte> found);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
