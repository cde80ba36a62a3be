using System.Globalization;
using System.Text;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Storage;

/// <summary>
/// Exclusive use of a data folder by one process: an operating-system lock on <c>facegrid.lock</c>, which the system releases when the
/// process ends, however it ends. The stores take it themselves, so that no program can open one file twice. Within the process each file
/// of the folder is claimed by one holder; the folder is released with the last claim. The file's content only names the holder, for the
/// error message of other processes; the mere existence of the file does not lock the folder.
/// </summary>
public sealed class DataFolderLock : IDisposable
{
    /// <summary>Name of the locked file.</summary>
    public const string FileName = "facegrid.lock";

    /// <summary>Offset of the locked byte, far behind the content: on Windows a lock prevents other processes from reading.</summary>
    private const long LockedByte = 1L << 30;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private static readonly Lock Gate = new();

    /// <summary>
    /// Folders that this process has locked, by their paths without symbolic links. POSIX record locks belong to the process: opening and
    /// closing the file a second time in this process would release the first lock.
    /// </summary>
    private static readonly Dictionary<string, LockedFolder> Held = new(StringComparer.Ordinal);

    private readonly string _key;
    private readonly string _claim;
    private int _disposed;

    private DataFolderLock(string folder, string key, string claim)
    {
        Folder = folder;
        _key = key;
        _claim = claim;
    }

    /// <summary>Full path of the locked folder.</summary>
    public string Folder { get; }

    /// <summary>Locks the folder; creates it if it is missing, for its owner only.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="file">Name of the claimed file in it; empty: a claim on the folder beside those on its files.</param>
    /// <exception cref="DataFolderInUseException">Another process has the lock, or this one has this claim.</exception>
    /// <exception cref="BadInputException">The folder cannot be created, read or written.</exception>
    public static DataFolderLock Acquire(string folder, string file = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        lock (Gate)
        {
            try
            {
                var key = RealPath.Of(folder);
                if (!Held.TryGetValue(key, out var held))
                {
                    held = Lock(folder, file);
                    Held.Add(key, held);
                }

                return held.Claims.Add(file)
                    ? new DataFolderLock(folder, key, file)
                    : throw new DataFolderInUseException(folder, held.Holder);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new BadInputException(folder, $"cannot be used as data folder ({exception.Message})", exception);
            }
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

    /// <summary>Releases the claim, and the lock with the last claim.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        lock (Gate)
        {
            var held = Held[_key];
            held.Claims.Remove(_claim);
            if (held.Claims.Count == 0)
            {
                // The file is not deleted: otherwise two processes could lock two files of the same name.
                Held.Remove(_key);
                held.File.Dispose();
            }
        }
    }

    private static LockedFolder Lock(string folder, string file)
    {
        DataFolder.Prepare(folder, file);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = OperatingSystem.IsMacOS() ? FileShare.None : FileShare.ReadWrite,
            BufferSize = 1,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly.FileMode;
        }

        FileStream? stream = null;
        try
        {
            stream = new FileStream(Path.Combine(folder, FileName), options);
            if (!TryLock(stream))
            {
                throw new DataFolderInUseException(folder, ReadHolder(stream));
            }

            var holder = DescribeProcess();
            stream.SetLength(0);
            stream.Write(Encoding.UTF8.GetBytes(holder + "\n"));
            stream.Flush();
            return new LockedFolder(holder, stream);
        }
        catch (IOException) when (OperatingSystem.IsMacOS() && stream is null && File.Exists(Path.Combine(folder, FileName)))
        {
            // macOS has no locks on parts of files; there the file is opened exclusively, so a failure means that it is locked.
            throw new DataFolderInUseException(folder, null);
        }
        catch
        {
            stream?.Dispose();
            throw;
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

    private sealed record LockedFolder(string Holder, FileStream File)
    {
        public HashSet<string> Claims { get; } = new(StringComparer.Ordinal);
    }
}
