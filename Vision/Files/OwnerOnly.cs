namespace FaceGrid.Vision.Files;

/// <summary>
/// Files and folders that only their owner can open, whatever the umask: modes 0600 and 0700. On Windows, which has no modes, the folder's
/// access control list applies.
/// </summary>
public static class OwnerOnly
{
    /// <summary>0600.</summary>
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>0700.</summary>
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates the folder, and the folders above it that are missing, with mode 0700; leaves an existing one unchanged.</summary>
    /// <exception cref="IOException">The folder cannot be created.</exception>
    public static void CreateFolder(string path)
    {
        path = Path.GetFullPath(path);
        if (Directory.Exists(path))
        {
            return;
        }

        if (Path.GetDirectoryName(path) is { } parent)
        {
            CreateFolder(parent);
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode);
        }
    }

    /// <summary>Creates the file, empty, with mode 0600 if it is missing; sets the mode of an existing one.</summary>
    /// <exception cref="IOException">The file cannot be created.</exception>
    public static void CreateFile(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        if (!File.Exists(path))
        {
            new FileStream(path, options).Dispose();
        }

        Tighten(path);
    }

    /// <summary>
    /// Takes the permissions of the group and of others from an existing file or folder. Where the file system has no modes, or the file
    /// belongs to another user, it stays unchanged: its owner has decided.
    /// </summary>
    /// <returns>True if it was open to others before.</returns>
    public static bool Tighten(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            var mode = File.GetUnixFileMode(path);
            if ((mode & Others) == 0)
            {
                return false;
            }

            File.SetUnixFileMode(path, mode & ~Others);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// As <see cref="Tighten"/>, for a folder and, if it was open, everything in it; only if all names in it are accepted by
    /// <paramref name="isOwn"/>. A folder with anything else in it, or one with the sticky bit such as /tmp, is shared with other programs
    /// or users and stays unchanged.
    /// </summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static void TightenFolder(string path, Func<string, bool> isOwn)
    {
        if (OperatingSystem.IsWindows()
            || (File.GetUnixFileMode(path) & UnixFileMode.StickyBit) != 0
            || !Directory.EnumerateFileSystemEntries(path).All(e => isOwn(Path.GetFileName(e)))
            || !Tighten(path))
        {
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories))
        {
            Tighten(entry);
        }
    }
}
