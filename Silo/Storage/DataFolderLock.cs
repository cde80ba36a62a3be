using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Storage;

/// <summary>
/// Exclusive use of a data folder by one process: an operating-system lock on <c>facegrid.lock</c>, which the system releases when the
/// process ends, however it ends. The file's content only names the holder, for the error message of other processes; the mere existence of
/// the file does not lock the folder.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    /// <summary>Name of the locked file.</summary>
    public const string FileName = "facegrid.lock";

    /// <summary>Offset of the locked byte, far behind the content: on Windows a lock prevents other processes from reading.</summary>
    private const long LockedByte = 1L << 30;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Folders that this process has locked. POSIX record locks belong to the process: opening and closing the file a second time in this
    /// process would release the first lock.
    /// </summary>
    private static readonly ConcurrentDictionary<string, string> Held = new();

    private readonly FileStream _file;
    private int _disposed;

    private DataFolderLock(string folder, FileStream file)
    {
        Folder = folder;
        _file = file;
    }

    /// <summary>Full path of the locked folder.</summary>
    public string Folder { get; }

    /// <summary>Locks the folder; creates it if it is missing.</summary>
    /// <exception cref="DataFolderInUseException">Another process, or this one, holds the lock.</exception>
    /// <exception cref="BadInputException">The folder cannot be created, read or written.</exception>
    public static DataFolderLock Acquire(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var holder = DescribeProcess();
        if (!Held.TryAdd(folder, holder))
        {
            throw new DataFolderInUseException(folder, Held.GetValueOrDefault(folder));
        }

        FileStream? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            var shares = OperatingSystem.IsMacOS() ? FileShare.None : FileShare.ReadWrite;
            file = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, shares, bufferSize: 1);
            if (!TryLock(file))
            {
                throw new DataFolderInUseException(folder, ReadHolder(file));
            }

            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(holder + "\n"));
            file.Flush();
            return new DataFolderLock(folder, file);
        }
        catch (Exception exception)
        {
            file?.Dispose();
            Held.TryRemove(folder, out _);
            throw exception switch
            {
                // On macOS, which has no locks on parts of files, the file is opened exclusively: a failure means that it is locked.
                IOException when OperatingSystem.IsMacOS() && File.Exists(Path.Combine(folder, FileName)) =>
                    new DataFolderInUseException(folder, null),
                IOException or UnauthorizedAccessException =>
                    new BadInputException(folder, $"cannot be used as data folder ({exception.Message})", exception),
                _ => exception,
            };
        }
    }

    /// <summary>Locks the folder as soon as it is free; waits for at most <paramref name="wait"/>.</summary>
    /// <exception cref="DataFolderInUseException">The folder was not released in time.</exception>
    /// <exception cref="BadInputException">The folder cannot be created, read or written.</exception>
    public static async Task<DataFolderLock> AcquireAsync(string folder, TimeSpan wait, CancellationToken cancellationToken = default)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return Acquire(folder);
            }
            catch (DataFolderInUseException) when (TimeProvider.System.GetElapsedTime(start) < wait)
            {
                await Task.Delay(Poll, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            // The file is not deleted: otherwise two processes could lock two files of the same name.
            _file.Dispose();
            Held.TryRemove(Folder, out _);
        }
    }

    private static bool TryLock(FileStream file)
    {
        if (OperatingSystem.IsMacOS())
        {
            return true;
        }

        try
        {
            file.Lock(LockedByte, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? ReadHolder(FileStream file)
    {
        try
        {
            using var reader = new StreamReader(file, leaveOpen: true);
            return reader.ReadLine() is { Length: > 0 } line ? line : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string DescribeProcess()
    {
        // The program and the first word only, because further arguments may contain names of identities.
        var words = Environment.GetCommandLineArgs();
        var command = string.Join(' ', words.Take(2).Select((word, i) => i == 0 ? Path.GetFileNameWithoutExtension(word) : word));
        var since = TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        var shown = (command.Length > 60 ? command[..60] : command).ReplaceLineEndings(" ");
        return $"process {Environment.ProcessId} ({shown}, since {since})";
    }
}
