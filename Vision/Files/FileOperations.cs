using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Files;

/// <summary>
/// The operations that the replacement of a file consists of, each complete when it returns. Tests override them to fail, or to stop, at
/// one of them.
/// </summary>
public partial class FileOperations
{
    private const int CloseOnExec = 0x80000;

    // EBADF, EINVAL, EROFS, ENOSYS, EOPNOTSUPP (Linux, macOS): what file systems return that cannot flush a folder.
    private static readonly int[] NotSupported = [9, 22, 30, 38, 45, 78, 95, 102];

    /// <summary>The operating system's.</summary>
    public static FileOperations Default { get; } = new();

    /// <summary>Creates a file that no other process can open before it is closed.</summary>
    /// <param name="path">A path without a file.</param>
    /// <param name="isPrivate">True: only its owner can read and write it, whatever the umask.</param>
    /// <exception cref="IOException">The file exists, or cannot be created.</exception>
    public virtual FileStream CreateNew(string path, bool isPrivate)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 1 << 16,
        };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly.FileMode;
        }

        return new FileStream(path, options);
    }

    /// <summary>Flushes a file's content to disk.</summary>
    /// <exception cref="IOException">The content may not be on disk.</exception>
    public virtual void Flush(FileStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Renames a file.</summary>
    /// <exception cref="IOException">The target exists and must not be replaced, or the file cannot be renamed.</exception>
    public virtual void Move(string from, string to, bool mayReplace) => File.Move(from, to, mayReplace);

    /// <summary>Deletes a file, if it exists.</summary>
    public virtual void Delete(string path) => File.Delete(path);

    /// <summary>
    /// Flushes a folder, without which the creation, renaming or deletion of a file in it is not durable. .NET cannot open folders, so this
    /// calls the C library; file systems that do not support it (some network file systems) are left to their own guarantees.
    /// </summary>
    /// <exception cref="IOException">The folder may not be on disk.</exception>
    public virtual void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, OperatingSystem.IsLinux() ? CloseOnExec : 0);
        if (descriptor < 0)
        {
            throw Failure(folder, "cannot be opened to flush it");
        }

        var isFlushed = Fsync(descriptor) == 0 || NotSupported.Contains(Marshal.GetLastPInvokeError());
        var failure = isFlushed ? null : Failure(folder, "cannot be flushed");
        _ = Close(descriptor);
        if (failure is not null)
        {
            throw failure;
        }
    }

    private static IOException Failure(string folder, string what) =>
        new($"the folder {folder} {what}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
