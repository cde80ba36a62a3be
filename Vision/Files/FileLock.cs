using System.Diagnostics;

namespace FaceGrid.Vision.Files;

/// <summary>
/// The right to read, change and replace a file, held by one caller of one process at a time. The file itself cannot be locked, because
/// its replacement is another file; <c>.NAME.lock</c> beside it is, and is not deleted: otherwise two processes could lock two files of
/// this name.
/// </summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Locks a file; waits for at most ten seconds for other holders.</summary>
    /// <exception cref="BadInputException">Another process holds the lock for longer, or the lock file cannot be created.</exception>
    public static FileLock Acquire(string path)
    {
        var full = Path.GetFullPath(path);
        var name = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.lock");
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly.FileMode;
        }

        using var never = new ManualResetEventSlim();
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileLock(new FileStream(name, options));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (Stopwatch.GetElapsedTime(start) > Patience || exception is UnauthorizedAccessException or DirectoryNotFoundException)
                {
                    var reason = exception.Message.ReplaceLineEndings(" ");
                    throw new BadInputException(path, $"cannot be locked for a change ({reason}); nothing was changed", exception);
                }

                // Locks of the file system have no wait that is portable.
                never.Wait(Poll);
            }
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _file.Dispose();
}
